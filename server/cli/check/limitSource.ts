import type { Finding } from '../../analysis/finding.ts';
import { type LimitName, limitOfRule } from '../../analysis/limits/limits.ts';
import type { LimitOrigin } from '../../configuration/limits/limitSource.ts';
import type { CheckReport } from '../../protocol/checkReport.ts';
import type { CheckTarget } from '../targets/checkTargets.ts';

type LimitSource = NonNullable<CheckReport['findings'][number]['limitSource']>;

/** As it is told of the origins that many findings share. */
const told = new WeakMap<LimitOrigin, LimitSource>();

/** Who states the limit that a finding is about; undefined for one that is about no limit. */
export function limitSource({ rule, data }: Finding, target: CheckTarget): LimitSource | undefined {
  const limits: Readonly<Partial<Record<Finding['rule'], LimitName>>> = limitOfRule;
  const limit = limits[rule];
  if (limit === undefined || !('actual' in data)) return undefined;
  const provenance = target.provenance.get(limit);
  // The scan alone has read the text: where it used a tighter limit, the file declares it.
  if (provenance === undefined || provenance.value !== data.limit)
    return { kind: 'declaration', path: target.context.pathOf(target.file) };
  return told.get(provenance.origin) ?? tell(provenance.origin);
}

function tell(origin: LimitOrigin): LimitSource {
  const { kind, name, place } = origin;
  const source = { kind, name, ...(place && { path: place.path, line: place.range.start.line }) };
  told.set(origin, source);
  return source;
}
