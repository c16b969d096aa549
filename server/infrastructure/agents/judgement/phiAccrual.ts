import type { AgentsConfiguration } from '../../../protocol/configuration/agentConfiguration.ts';
import type { Rhythm } from '../sources/arrivalWindow.ts';

type PhiSettings = Pick<AgentsConfiguration['phi'], 'minimumDeviationSeconds' | 'acceptablePauseSeconds'>;

/** Pauses that must be known before they say anything. */
const fewestPauses = 5;
/** Beyond it the tail of the normal distribution is no number any more that matters. */
const farthest = 40;

/** Whether enough signs of life are known to judge by. */
export function isRhythmKnown({ count }: Rhythm): boolean {
  return count >= fewestPauses;
}

/**
 * Phi of a silence: -log10 of the probability that the next sign of life comes later still, pauses being distributed
 * normally (Hayashibara, Défago, Yared, Katayama: The φ Accrual Failure Detector, SRDS 2004).
 * @param silence in milliseconds
 */
export function phiOf(silence: number, rhythm: Rhythm, settings: PhiSettings): number {
  const { middle, deviation } = distribution(rhythm, settings);
  return phiAt((silence - middle) / deviation);
}

/** The silence in milliseconds after which phi reaches a value. */
export function silenceOf(phi: number, rhythm: Rhythm, settings: PhiSettings): number {
  const { middle, deviation } = distribution(rhythm, settings);
  return Math.max(0, middle + deviation * deviationsFor(phi));
}

function distribution({ mean, deviation }: Rhythm, settings: PhiSettings) {
  return {
    middle: mean + settings.acceptablePauseSeconds * 1000,
    deviation: Math.max(deviation, settings.minimumDeviationSeconds * 1000),
  };
}

/** -log10 of the upper tail of the standard normal distribution. */
function phiAt(z: number): number {
  if (z < -farthest) return 0;
  if (z < 0) return -Math.log1p(-tail(-z)) / Math.LN10;
  // Far out the tail itself is too small for a number, but its logarithm is not.
  return (z * z) / (2 * Math.LN10) + Math.log10(Math.sqrt(2 * Math.PI)) - Math.log10(millsRatio(z));
}

function tail(z: number): number {
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * millsRatio(z);
}

/** Tail by density: near the middle by the power series of the integral, farther out by Laplace's continued fraction. */
function millsRatio(z: number): number {
  if (z < 2.5) {
    let term = z;
    let sum = z;
    for (let n = 3; n < 120; n += 2) {
      term *= (z * z) / n;
      sum += term;
    }
    return Math.sqrt(Math.PI / 2) * Math.exp((z * z) / 2) - sum;
  }
  let fraction = z;
  for (let n = 120; n > 0; n--) fraction = z + n / fraction;
  return 1 / fraction;
}

const knownDeviations = new Map<number, number>();

/** Deviations from the middle at which phi has a value: found by halving, once for each value of a configuration. */
function deviationsFor(phi: number): number {
  const known = knownDeviations.get(phi);
  if (known !== undefined) return known;
  let [low, high] = [-farthest, farthest];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (phiAt(middle) < phi) low = middle;
    else high = middle;
  }
  if (knownDeviations.size > 100) knownDeviations.clear();
  knownDeviations.set(phi, high);
  return high;
}
