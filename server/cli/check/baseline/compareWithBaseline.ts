import { type BaselineEntry, violationKey } from './baseline.ts';

/** A finding as a baseline knows it. */
export interface Violation<Finding> {
  readonly finding: Finding;
  readonly entry: BaselineEntry;
}

export interface BaselineComparison<Finding> {
  /** Not in the baseline. */
  readonly added: readonly Finding[];
  /** In the baseline, but more than there. */
  readonly grown: readonly { readonly finding: Finding; readonly before: number }[];
  /** In the baseline and no more than there. */
  readonly covered: readonly Finding[];
  /** Entries that could be lowered or removed. */
  readonly improvable: number;
  /** The baseline with everything that has shrunk or gone taken out of it; nothing is added to it. */
  readonly shrunk: readonly BaselineEntry[];
}

/**
 * Compares findings with the old violations. Those of one name in one file are matched by their figures, the largest
 * with the largest: lines may move.
 * @param isChecked whether the findings of an entry's file are all there: what was not checked stays as it is
 */
export function compareWithBaseline<Finding>(
  violations: readonly Violation<Finding>[],
  baseline: readonly BaselineEntry[],
  isChecked: (path: string) => boolean,
): BaselineComparison<Finding> {
  const old = Map.groupBy(baseline, violationKey);
  const present = Map.groupBy(violations, ({ entry }) => violationKey(entry));
  const unchecked = baseline.filter(({ path }) => !isChecked(path));
  const compared = [...present].map(([key, own]) => compareAlike(own, old.get(key) ?? []));
  const kept = compared.flatMap(({ shrunk }) => shrunk);
  const lowered = compared.reduce((count, { improvable }) => count + improvable, 0);
  const gone = [...old].filter(([key, [entry]]) => !present.has(key) && entry && isChecked(entry.path));
  return {
    added: compared.flatMap(({ added }) => added),
    grown: compared.flatMap(({ grown }) => grown),
    covered: compared.flatMap(({ covered }) => covered),
    improvable: lowered + gone.reduce((count, [, entries]) => count + entries.length, 0),
    shrunk: [...unchecked.filter((entry) => !present.has(violationKey(entry))), ...kept],
  };
}

function compareAlike<Finding>(
  violations: readonly Violation<Finding>[],
  entries: readonly BaselineEntry[],
): BaselineComparison<Finding> {
  const present = violations.toSorted((a, b) => figure(b.entry) - figure(a.entry));
  const old = entries.toSorted((a, b) => figure(b) - figure(a));
  const pairs = present.map((violation, index) => ({ ...violation, before: old[index] }));
  const isGrown = ({ entry, before }: (typeof pairs)[number]) =>
    before !== undefined && figure(entry) > figure(before);
  const matched = pairs.flatMap(({ entry, before }) => (before ? [{ entry, before }] : []));
  const smaller = matched.filter(({ entry, before }) => figure(entry) < figure(before)).length;
  return {
    added: pairs.filter(({ before }) => before === undefined).map(({ finding }) => finding),
    grown: pairs
      .filter(isGrown)
      .map(({ finding, before }) => ({ finding, before: before ? figure(before) : 0 })),
    covered: pairs
      .filter((pair) => pair.before !== undefined && !isGrown(pair))
      .map(({ finding }) => finding),
    improvable: smaller + Math.max(0, old.length - present.length),
    shrunk: matched.map(({ entry, before }) => (figure(entry) < figure(before) ? entry : before)),
  };
}

function figure({ actual }: BaselineEntry): number {
  return actual ?? 0;
}
