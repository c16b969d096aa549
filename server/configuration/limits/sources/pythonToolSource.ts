import type { Range } from '../../../analysis/finding.ts';
import type { LimitName } from '../../../analysis/limits/limits.ts';
import type { LimitSource, LimitSourceKind, StatementGroup } from '../limitSource.ts';

/** An option of a Python tool that states a figure. */
export interface ToolOption {
  readonly name: string;
  readonly value: unknown;
  readonly range: Range;
  /** The file it stands in, where that is another one than the tool's. */
  readonly path?: string;
  /** Globs of files that it does not hold for. */
  readonly ignores?: readonly string[];
}

/** The limits that options of a Python tool state; undefined where none does. */
export function pythonToolSource(
  kind: LimitSourceKind,
  path: string,
  options: readonly ToolOption[],
  limits: Readonly<Record<string, LimitName>>,
): LimitSource | undefined {
  const groups = options.flatMap(
    ({ name, value, range, path: own = path, ignores = [] }): StatementGroup[] => {
      const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
      const figure = typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : value;
      if (limit === undefined || typeof figure !== 'number' || !Number.isInteger(figure) || figure < 1)
        return [];
      const origin = { kind, name, place: { path: own, range } };
      const statements = [{ limit, value: figure, guideline: false, origin }];
      return [ignores.length === 0 ? { statements } : { statements, ignores }];
    },
  );
  return groups.length === 0 ? undefined : { kind, languages: 'python', groups };
}
