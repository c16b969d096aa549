/** Readers of single values of a foreign configuration: undefined for what they cannot read. */

export function isTrue(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** More of them swarm.json takes for no slot. */
export const mostInstances = 20;

/** How many programs of a release run at a time. */
export function instanceCount(value: unknown): number | undefined {
  const count = wholeNumber(value);
  return count === undefined || count < 1 || count > mostInstances ? undefined : count;
}

/** `200`, `0.1`, `"5%"`, `"20 %"`. */
export function percent(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  const digits =
    typeof value === 'string' ? /^\s*(\d{1,6}(?:\.\d{1,6})?)\s*%\s*$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

/** Milliseconds as seconds. */
export function seconds(milliseconds: unknown): number | undefined {
  return typeof milliseconds === 'number' && Number.isFinite(milliseconds) && milliseconds > 0
    ? milliseconds / 1000
    : undefined;
}

/** Minutes as seconds. */
export function minutes(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value * 60 : undefined;
}

const units: Readonly<Record<string, number>> = { k: 1 / 1024, m: 1, g: 1024, t: 1024 * 1024 };

/** `"4GB"`, `"512Mi"`, `"8 GiB"` as megabytes; a number is megabytes already. */
export function megabytes(value: unknown): number | undefined {
  if (typeof value === 'number') return wholeNumber(value);
  const found =
    typeof value === 'string' ? /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([kmgt])i?b?\s*$/i.exec(value) : null;
  const unit = units[found?.[2]?.toLowerCase() ?? ''];
  return found?.[1] === undefined || unit === undefined ? undefined : Math.round(Number(found[1]) * unit);
}

/** `"2 cores"`, `"1.5"`, `"500m"`, `2`. */
export function processors(value: unknown): number | undefined {
  if (typeof value === 'number') return value > 0 && Number.isFinite(value) ? value : undefined;
  const found =
    typeof value === 'string' ? /^\s*(\d{1,6}(?:\.\d{1,3})?)\s*(m|cores?|cpus?)?\s*$/i.exec(value) : null;
  if (found?.[1] === undefined) return undefined;
  return found[2] === 'm' ? Number(found[1]) / 1000 : Number(found[1]);
}

/** A list of texts, of which there are any. */
export function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string')
    ? value
    : undefined;
}

/** A name as swarm.json takes it: `Dev Slot_1` becomes `dev-slot-1`; undefined where nothing is left of it. */
export function plainNameOf(name: string): string | undefined {
  const plain = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return plain === '' ? undefined : plain;
}
