import type { Range } from '../../analysis/finding.ts';
import { type LimitName, limitNames } from '../../analysis/limits/limits.ts';
import type { Configuration } from '../../protocol/configuration/configuration.ts';
import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';
import type {
  Exemption,
  LimitOrigin,
  LimitSource,
  LimitStatement,
  SourcePlace,
  StatementGroup,
} from './limitSource.ts';

/** A `swarm.json` that holds, and where its parts stand: the range of a name or entry by its path, `v2.limits.file`. */
export interface LocatedConfiguration {
  readonly configuration: Configuration;
  readonly places: ReadonlyMap<string, Range>;
}

type V2 = Configuration['v2'];
type Limits = V2['limits'];

const start: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** The limits that `swarm.json` states; an override is a group of its own. */
export function swarmJsonSource(located: LocatedConfiguration): LimitSource {
  const { limits, counting, overrides } = located.configuration.v2;
  return {
    kind: configurationFileName,
    languages: 'all',
    groups: [
      { statements: statements(limits, 'v2.limits', located), ...(counting && { counting }) },
      ...overrides.map((_, index) => overrideGroup(index, located)),
    ],
  };
}

/** The exemptions that `swarm.json` grants. */
export function swarmJsonExemptions(located: LocatedConfiguration): Exemption[] {
  return located.configuration.v2.exemptions.map(
    ({ files, rules, limit, reason, expires, approvedBy }, index) => ({
      files,
      rules,
      reason,
      ...(limit !== undefined && { limit }),
      ...(expires !== undefined && { expires }),
      ...(approvedBy !== undefined && { approvedBy }),
      place: placeOf(`v2.exemptions.${index}`, located),
    }),
  );
}

/** The registries of exemptions that `swarm.json` names, and where it does. */
export function namedRegistries(located: LocatedConfiguration): { name: string; place: SourcePlace }[] {
  return (located.configuration.v2.exemptionRegistries ?? []).map((name, index) => ({
    name,
    place: placeOf(`v2.exemptionRegistries.${index}`, located),
  }));
}

function overrideGroup(index: number, located: LocatedConfiguration): StatementGroup {
  const override = located.configuration.v2.overrides[index];
  if (override === undefined) return { statements: [] };
  const { files, limits, counting, severity, guidelines } = override;
  return {
    files,
    statements: statements(limits, `v2.overrides.${index}.limits`, located),
    ...(counting && { counting }),
    ...(guidelines && { guidelines }),
    ...(severity && { severity: definedBands(severity) }),
  };
}

function definedBands({
  majorAbove,
  criticalAbove,
}: V2['severity']): NonNullable<StatementGroup['severity']> {
  return {
    ...(majorAbove !== undefined && { majorAbove }),
    ...(criticalAbove !== undefined && { criticalAbove }),
  };
}

function statements(limits: Limits, path: string, located: LocatedConfiguration): LimitStatement[] {
  return limitNames.flatMap((limit: LimitName) => {
    const value = limits[limit];
    if (value === undefined) return [];
    const name = `${path}.${limit}`;
    const origin: LimitOrigin = { kind: configurationFileName, name, place: placeOf(name, located) };
    return [{ limit, value, guideline: false, origin }];
  });
}

function placeOf(name: string, { places }: LocatedConfiguration): Exemption['place'] {
  return { path: configurationFileName, range: places.get(name) ?? start };
}
