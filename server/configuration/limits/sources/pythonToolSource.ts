import type { Range } from '../../../analysis/finding.ts';
import type { LimitName } from '../../../analysis/limits.ts';
import type { LimitSource, LimitSourceKind, LimitStatement } from '../limitSource.ts';

/** An option of a Python tool that states a figure. */
export interface ToolOption {
  readonly name: string;
  readonly value: unknown;
  readonly range: Range;
}

/** The limits that options of a Python tool state; undefined where none does. */
export function pythonToolSource(
  kind: LimitSourceKind,
  path: string,
  options: readonly ToolOption[],
  limits: Readonly<Record<string, LimitName>>,
): LimitSource | undefined {
  const statements = options.flatMap(({ name, value, range }): LimitStatement[] => {
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
    const figure = typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : value;
    if (limit === undefined || typeof figure !== 'number' || !Number.isInteger(figure) || figure < 1)
      return [];
    return [{ limit, value: figure, guideline: false, origin: { kind, name, place: { path, range } } }];
  });
  return statements.length === 0 ? undefined : { kind, languages: 'python', groups: [{ statements }] };
}
