import { configurationSchema } from '../../protocol/configuration/configuration.ts';
import type { LeftOut } from './importedValues.ts';

/** As often as something is left out: a file has not more to say. */
const maximumRounds = 200;

/** What of a configuration is valid, and what had to be left out of it with the reason. */
export function validPart(configuration: object): { valid: object; left: LeftOut[] } {
  const left: LeftOut[] = [];
  let valid = configuration;
  for (let round = 0; round < maximumRounds; round++) {
    const parsed = configurationSchema.safeParse(valid);
    const issue = parsed.error?.issues[0];
    if (!issue) return { valid, left };
    const path = presentPath(valid, issue.path);
    left.push({ path: `swarm.json ${path.join('.')}`, why: issue.message });
    valid = without(valid, path) as object;
  }
  return { valid: {}, left };
}

/** The part of an issue's path that is there: what is missing is the fault of what it is missing in. */
function presentPath(value: unknown, path: readonly PropertyKey[]): string[] {
  const present: string[] = [];
  let inner = value;
  for (const key of path.map(String)) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) break;
    inner = (inner as Record<string, unknown>)[key];
    present.push(key);
  }
  return present;
}

function without(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined || typeof value !== 'object' || value === null) return {};
  if (Array.isArray(value))
    return value.flatMap((each, index) =>
      String(index) !== first ? [each] : rest.length === 0 ? [] : [without(each, rest)],
    );
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      key !== first ? [[key, each]] : rest.length === 0 ? [] : [[key, without(each, rest)]],
    ),
  );
}
