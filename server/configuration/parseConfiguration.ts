import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Range } from '../analysis/finding.ts';
import { type Configuration, configurationSchema } from '../protocol/configuration.ts';
import { type ConfigurationProblem, maximumProblems, parseCommentedJson } from './commentedJson.ts';
import { configurationPlaces } from './configurationPlaces.ts';
import { globProblem } from './exclusion.ts';
import { LineStarts } from './lineStarts.ts';
import { schemaProblems } from './schemaProblems.ts';

export interface ParsedConfiguration {
  /** Undefined where there is any problem: a configuration holds as a whole or not at all. */
  readonly configuration: Configuration | undefined;
  readonly problems: ConfigurationProblem[];
  /** Where what stands below `v2` stands, by its path: `v2.limits.file`. */
  readonly places: ReadonlyMap<string, Range>;
}

/** Reads the text of `swarm.json`: JSON with comments and trailing commas. Never throws; columns leave out a BOM. */
export function parseConfiguration(text: string): ParsedConfiguration {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = new LineStarts(plain);
  const { root, problems } = parseCommentedJson(plain, lines);
  if (root === undefined || problems.length > 0) return refused(problems);
  const misnamed = nameProblems(root, lines);
  if (misnamed.length > 0) return refused(misnamed);
  const parsed = configurationSchema.safeParse(plainValue(root));
  if (!parsed.success) return refused(schemaProblems(parsed.error.issues, root, lines));
  const globs = globLists(parsed.data).flatMap(([path, list]) => globProblems(root, path, list, lines));
  if (globs.length > 0) return refused(globs);
  return { configuration: parsed.data, problems: [], places: configurationPlaces(root, lines) };
}

function refused(problems: ConfigurationProblem[]): ParsedConfiguration {
  return { configuration: undefined, problems: problems.slice(0, maximumProblems), places: new Map() };
}

/** Every list of globs in a configuration with its place. */
function globLists({ v2 }: Configuration): [path: (string | number)[], globs: readonly string[]][] {
  return [
    [['v2', 'exclude'], v2.exclude],
    ...(['overrides', 'exemptions'] as const).flatMap((part) =>
      v2[part].map(({ files }, index): [(string | number)[], readonly string[]] => [
        ['v2', part, index, 'files'],
        files,
      ]),
    ),
  ];
}

function globProblems(
  root: Node,
  path: (string | number)[],
  globs: readonly string[],
  lines: LineStarts,
): ConfigurationProblem[] {
  return globs.flatMap((glob, index) => {
    const problem = globProblem(glob);
    const node = findNodeAtLocation(root, [...path, index]);
    if (problem === undefined || node === undefined) return [];
    const message = `Entry ${index + 1} of '${String(path.at(-1))}': ${problem}.`;
    return [{ range: lines.range(node.offset, node.length), message }];
  });
}

/** Names given twice, and the one name that JavaScript objects cannot carry safely. */
function nameProblems(node: Node, lines: LineStarts): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    problems.push(...nameProblems(child, lines));
    if (node.type !== 'object') continue;
    const key = child.children?.[0];
    if (key === undefined) continue;
    const message =
      key.value === '__proto__'
        ? "'__proto__' cannot be a name here."
        : seen.has(key.value)
          ? `'${String(key.value).slice(0, 60)}' is stated twice here.`
          : undefined;
    if (message !== undefined) problems.push({ range: lines.range(key.offset, key.length), message });
    seen.add(key.value);
  }
  return problems;
}

function plainValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plainValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    (node.children ?? []).map(({ children: [key, value] = [] }) => [
      String(key?.value),
      value === undefined ? undefined : plainValue(value),
    ]),
  );
}
