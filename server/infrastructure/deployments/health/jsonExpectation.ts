import type { CheckOf } from '../../../protocol/healthChecks.ts';

type JsonExpectation = NonNullable<CheckOf<'http'>['json']>;

/** Why a text is not the JSON that is expected, completing "it answered, but …"; undefined where it is. */
export function jsonProblem(text: string, { path, equals }: JsonExpectation): string | undefined {
  const document = parsed(text);
  if (document === undefined) return 'what it answered is not JSON';
  let value = document.value;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
      return `there is no ${path} in it`;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value === equals ? undefined : `${path} is ${shown(value)}, not ${shown(equals)}`;
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 100);
}
