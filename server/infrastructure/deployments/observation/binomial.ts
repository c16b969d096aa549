const smallest = 1e-300;
const precision = 1e-12;
const longestFraction = 100_000;

/**
 * Probability that of `trials`, each of which succeeds with this probability, at least `successes` do: the regularised
 * incomplete beta function I_p(k, n - k + 1) (NIST DLMF 8.17.5), by its continued fraction (8.17.22).
 */
export function probabilityOfAtLeast(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1;
  if (successes > trials || probability <= 0) return 0;
  if (probability >= 1) return 1;
  const [a, b] = [successes, trials - successes + 1];
  // The fraction converges fast on this side of the mean; the other one follows by symmetry.
  return probability < (a + 1) / (a + b + 2)
    ? incompleteBeta(a, b, probability)
    : 1 - incompleteBeta(b, a, 1 - probability);
}

function incompleteBeta(a: number, b: number, x: number): number {
  const logarithm =
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a);
  return Math.exp(logarithm) * continuedFraction(a, b, x);
}

/** By the modified method of Lentz. */
function continuedFraction(a: number, b: number, x: number): number {
  let fraction = 1;
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  fraction = d;
  for (let m = 1; m <= longestFraction; m++) {
    for (const term of [evenTerm(a, b, x, m), oddTerm(a, b, x, m)]) {
      d = 1 / away(1 + term * d);
      c = away(1 + term / c);
      fraction *= c * d;
    }
    if (Math.abs(c * d - 1) < precision) break;
  }
  return fraction;
}

function evenTerm(a: number, b: number, x: number, m: number): number {
  return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
}

function oddTerm(a: number, b: number, x: number, m: number): number {
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

function away(fromZero: number): number {
  return Math.abs(fromZero) < smallest ? smallest : fromZero;
}

/** Logarithm of the gamma function from 1 on: Stirling's series (DLMF 5.11.1), entered where it is exact enough. */
function logGamma(value: number): number {
  let [x, shift] = [value, 0];
  for (; x < 10; x++) shift += Math.log(x);
  const square = x * x;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
