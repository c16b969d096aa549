import { type LimitName, limitNames } from '../../analysis/limits/limits.ts';
import { originText } from './describeLimit.ts';
import type { LimitSource, LimitStatement, SourcePlace } from './limitSource.ts';
import { nearestSources } from './nearestSources.ts';
import type { PlacedFinding } from './placedFinding.ts';

type PlacedStatement = LimitStatement & { readonly value: number; readonly place: SourcePlace };

/**
 * Limits that two files of a repository state differently for the same files, each found where the one stands that does
 * not hold. What is stated for some files only is an exception, not a contradiction.
 */
export function limitDisagreements(sources: readonly LimitSource[]): PlacedFinding[] {
  const findings = new Map<LimitStatement['origin'], PlacedFinding>();
  for (const folder of new Set(sources.map((source) => source.folder ?? ''))) {
    const around = nearestSources(sources, folder);
    for (const language of ['python', 'javascript'] as const) {
      const own = around.filter(({ languages }) => languages === 'all' || languages === language);
      for (const [other, inForce] of limitNames.flatMap((limit) => contradictions(own, limit, folder)))
        findings.set(other.origin, disagreement(other, inForce));
    }
  }
  return [...findings.values()];
}

/** What is told in a folder and does not hold there, each with what holds. */
function contradictions(
  sources: readonly LimitSource[],
  limit: LimitName,
  folder: string,
): [PlacedStatement, PlacedStatement][] {
  const [inForce, ...others] = sources.flatMap((source) =>
    generalStatement(source, limit).map((statement) => ({ source, statement })),
  );
  if (inForce === undefined) return [];
  return others
    .filter(({ source }) => source.kind !== inForce.source.kind && (source.folder ?? '') === folder)
    .filter(({ statement }) => statement.value !== inForce.statement.value)
    .map(({ statement }) => [statement, inForce.statement]);
}

/** What a source states last for every file, where it stands in a file of the repository. */
function generalStatement({ groups }: LimitSource, limit: LimitName): PlacedStatement[] {
  const last = groups
    .filter(({ files }) => files === undefined)
    .flatMap(({ statements }) => statements)
    .findLast((statement) => statement.limit === limit);
  if (last?.value === undefined || last.origin.place === undefined) return [];
  return [{ ...last, value: last.value, place: last.origin.place }];
}

function disagreement(other: PlacedStatement, inForce: PlacedStatement): PlacedFinding {
  const allows = ({ value }: PlacedStatement) => (value === 0 ? 'sets no limit' : `allows ${value}`);
  return {
    path: other.place.path,
    finding: {
      rule: 'limits-disagree',
      severity: 'minor',
      message: `'${other.origin.name}' ${allows(other)}, but ${originText(inForce.origin)} ${allows(inForce)}, and that holds.`,
      range: other.place.range,
      related: [
        {
          path: inForce.place.path,
          range: inForce.place.range,
          message: `'${inForce.origin.name}' ${allows(inForce)} and holds.`,
        },
      ],
      data: { limit: other.limit, stated: other.value, inForce: inForce.value },
    },
  };
}
