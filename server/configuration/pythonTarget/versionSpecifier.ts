import type { TargetVersion } from '../../analysis/laziness/importExplanation.ts';

/** Longer is no version a person wrote. */
const maximumLength = 500;
const clause =
  /^(===?|~=|>=?|<=?|!=|\^|~)?\s*v?(\d{1,4})(?:\.(\d{1,4}|\*))?(?:\.(?:\d+|\*))*(?:[-._]?(?:a|b|c|rc|alpha|beta|dev|post)[-._]?\d*)*$/i;

/**
 * The oldest version that a version specifier allows (PEP 440, and Poetry's `^` and `||`): 3.9 of `>=3.9,<4`.
 * Undefined where it sets no lower bound.
 * @throws {Error} with a sentence, where it is no version specifier
 */
export function lowestVersion(specifier: string): TargetVersion | undefined {
  if (specifier.length > maximumLength) throw new Error('It is too long for a version.');
  const alternatives = specifier.split('||').map(lowestOfAll);
  if (alternatives.some((version) => version === undefined)) return undefined;
  return alternatives.reduce((a, b) => (a && b && isBelow(b, a) ? b : a));
}

/** Of clauses that all have to hold: the highest of their lower bounds. */
function lowestOfAll(clauses: string): TargetVersion | undefined {
  let lowest: TargetVersion | undefined;
  for (const text of clauses.split(',').map((each) => each.trim())) {
    if (text === '' || text === '*') continue;
    const found = clause.exec(text);
    if (!found) throw new Error(`${JSON.stringify(text)} is no version of Python.`);
    const [, operator = '==', major = '', minor = '0'] = found;
    if (operator.startsWith('<') || operator === '!=') continue;
    const version = { major: Number(major), minor: minor === '*' ? 0 : Number(minor) };
    if (lowest === undefined || isBelow(lowest, version)) lowest = version;
  }
  return lowest;
}

function isBelow(a: TargetVersion, b: TargetVersion): boolean {
  return a.major < b.major || (a.major === b.major && a.minor < b.minor);
}
