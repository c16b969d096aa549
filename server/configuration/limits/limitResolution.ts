import type { Finding } from '../../analysis/finding.ts';
import { type LimitName, limitNames, limitOfRule } from '../../analysis/limits/limits.ts';
import type { Exemption, LimitStatement } from './limitSource.ts';
import type { LimitProvenance, StatedValue } from './provenance.ts';

/** What the sources state for one file: of each source, the strongest first, its statements, the last one counting. */
export type StatementStack = readonly (readonly LimitStatement[])[];

/** Each limit with its origin: the strongest source wins, a file's own declaration only tightens, an exemption lifts. */
export function resolveLimits(
  stack: StatementStack,
  declared: readonly StatedValue[],
  exemptions: readonly Exemption[],
): ReadonlyMap<LimitName, LimitProvenance> {
  return new Map(
    limitNames.map((limit) => {
      const stated = stack.flatMap((statements) => lastStatement(statements, limit) ?? []);
      const held = tightened(stated, limit === 'file' ? declared : []);
      const lifting = exemptions
        .flatMap((exemption) => lifted(exemption, limit))
        .filter(({ value }) => isLooser(value, held[0]?.value ?? 0));
      const [inForce, ...overrides] = [...lifting, ...held];
      // The editor's settings state every limit, so there is always one.
      if (inForce === undefined) throw new Error(`no source states the limit ${limit}`);
      return [limit, { limit, ...inForce, overrides }];
    }),
  );
}

function lastStatement(statements: readonly LimitStatement[], limit: LimitName): StatedValue | undefined {
  const last = statements.findLast((statement) => statement.limit === limit);
  if (last?.value === undefined) return undefined;
  return { value: last.value, guideline: last.guideline, origin: last.origin };
}

/** A declaration below the limit goes first, one above it or beside a limit that is off is overridden like any other. */
function tightened(stated: readonly StatedValue[], declared: readonly StatedValue[]): StatedValue[] {
  const limit = stated[0]?.value ?? 0;
  const [tighter, looser] = [
    declared.filter(({ value }) => value < limit),
    declared.filter(({ value }) => value >= limit),
  ];
  return [...tighter.sort((a, b) => a.value - b.value), ...stated, ...looser];
}

function lifted(exemption: Exemption, limit: LimitName): StatedValue[] {
  const rule = exemption.rules.find((candidate) => isRuleOf(candidate, limit));
  if (rule === undefined) return [];
  const origin = { kind: 'exemption', name: exemption.reason, place: exemption.place } as const;
  return [{ value: exemption.limit ?? 0, guideline: false, origin }];
}

/** An exemption only lifts: what it allows besides is no limit of its own. */
function isLooser(value: number, limit: number): boolean {
  return limit !== 0 && (value === 0 || value > limit);
}

function isRuleOf(rule: Finding['rule'], limit: LimitName): boolean {
  const limits: Readonly<Partial<Record<Finding['rule'], LimitName>>> = limitOfRule;
  return limits[rule] === limit;
}
