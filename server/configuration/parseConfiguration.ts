import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Range } from '../analysis/finding.ts';
import { type Configuration, configurationSchema } from '../protocol/configuration/configuration.ts';
import { type ConfigurationProblem, maximumProblems, parseCommentedJson } from './commentedJson.ts';
import { configurationPlaces } from './configurationPlaces.ts';
import { globProblem } from './exclusion.ts';
import { LineStarts } from './lineStarts.ts';
import { schemaProblems } from './schemaProblems.ts';

export interface ParsedConfiguration {
  /** Undefined where there is any problem: a configuration holds as a whole or not at all. */
  readonly configuration: Configuration | undefined;
  readonly problems: ConfigurationProblem[];
  /** Where what stands below `v2` and `branches` stands, by its path: `v2.limits.file`. */
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
  const globs = globProblems(root, parsed.data, lines);
  if (globs.length > 0) return refused(globs);
  return { configuration: parsed.data, problems: [], places: configurationPlaces(root, lines) };
}

function refused(problems: ConfigurationProblem[]): ParsedConfiguration {
  return { configuration: undefined, problems: problems.slice(0, maximumProblems), places: new Map() };
}

type Path = readonly (string | number)[];

/** Every glob in a configuration with its place. */
function globsOf({ v2, branches, teams, contracts }: Configuration): (readonly [Path, string])[] {
  const each = (path: Path, globs: readonly string[]) =>
    globs.map((glob, index) => [[...path, index], glob] as const);
  return [
    ...each(['v2', 'exclude'], v2.exclude),
    ...each(['contracts', 'sources'], contracts.sources),
    ...branches.protection.map(
      ({ pattern }, index) => [['branches', 'protection', index, 'pattern'], pattern] as const,
    ),
    ...Object.entries(teams).flatMap(([name, { protectedPaths }]) =>
      each(['teams', name, 'protectedPaths'], protectedPaths),
    ),
    ...(['overrides', 'exemptions'] as const).flatMap((part) =>
      v2[part].flatMap(({ files }, index) => each(['v2', part, index, 'files'], files)),
    ),
  ];
}

function globProblems(root: Node, configuration: Configuration, lines: LineStarts): ConfigurationProblem[] {
  return globsOf(configuration).flatMap(([path, glob]) => {
    const problem = globProblem(glob);
    const node = findNodeAtLocation(root, [...path]);
    if (problem === undefined || node === undefined) return [];
    const last = path.at(-1);
    const name = typeof last === 'number' ? `Entry ${last + 1} of '${path.at(-2)}'` : `'${last}'`;
    return [{ range: lines.range(node.offset, node.length), message: `${name}: ${problem}.` }];
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
