import { globProblem } from '../../configuration/exclusion.ts';
import { configurationSchema } from '../../protocol/configuration/configuration.ts';

/** Something a repository has that belongs into swarm.json, and where it was seen. */
export interface Finding<Value> {
  readonly value: Value;
  /** Where it comes from: `.pylintrc line 3`. */
  readonly source: string;
}

export interface ProposedTeam {
  readonly name: string;
  readonly branchPrefix: string;
}

/** What a repository has. */
export interface RepositoryFindings {
  readonly teams: readonly Finding<ProposedTeam>[];
  readonly limits: { readonly [Kind in 'file' | 'function' | 'class']?: Finding<number> };
  readonly workspaces: Finding<string> | undefined;
  readonly contracts: readonly Finding<string>[];
  /** A file that looks like a blue-green configuration, which can be taken over; undefined where there is none. */
  readonly foreign: string | undefined;
}

/** Text of a swarm.json, and where its parts come from. */
export interface Proposal {
  readonly text: string;
  readonly sources: string[];
}

/** Writes what was found as a swarm.json whose comments say where each part was seen. It always parses. */
export function writeProposal(findings: RepositoryFindings): Proposal {
  const valid = validOnly(findings);
  const { teams, limits, workspaces, contracts } = valid;
  const all = [...teams, ...Object.values(limits), ...(workspaces ? [workspaces] : []), ...contracts];
  const limitEntries = Object.entries(limits).map(([kind, found]) =>
    entry(4, found.source, `${quote(kind)}: ${found.value}`),
  );
  const sections = [
    section('teams', teams.map(teamEntry)),
    limitEntries.length === 0 ? '' : `  "v2": {\n    "limits": {\n${limitEntries.join(',\n')}\n    }\n  }`,
    section(
      'agents',
      workspaces ? [entry(2, workspaces.source, `"workspaces": ${quote(workspaces.value)}`)] : [],
    ),
    contracts.length === 0 ? '' : contractSection(contracts),
  ].filter((text) => text !== '');
  const head = `${headOf(all.length)}${findings.foreign === undefined ? '' : `  // ${plain(takeOver(findings.foreign))}\n`}`;
  const text = `{\n${head}${sections.join(',\n')}${sections.length === 0 ? '' : '\n'}}\n`;
  return { text, sources: [...new Set(all.map(({ source }) => plain(source)))] };
}

function headOf(found: number): string {
  return found === 0
    ? '  // No branches, agents, limits or contracts were found from which this could be made; completion offers what can stand here.\n'
    : '  // Made from what this repository has; correct what does not fit.\n';
}

/** Whether a swarm.json is the proposal of a repository in which nothing was found: all that it says is not so any more once something is added. */
export function isEmptyProposal(text: string): boolean {
  const [first, ...notes] = text.split('\n').slice(1, -2);
  const isOwn = notes.every((note) => note.endsWith(takesItOver));
  return text.startsWith('{\n') && text.endsWith('\n}\n') && `${first}\n` === headOf(0) && isOwn;
}

const takesItOver = ' --merge takes it over.';

/** How a configuration in another form becomes part of swarm.json. */
export function takeOver(file: string): string {
  return `${file} looks like a blue-green configuration; swarm init --from ${file}${takesItOver}`;
}

function teamEntry({ value, source }: Finding<ProposedTeam>): string {
  return entry(2, source, `${quote(value.name)}: { "branchPrefix": ${quote(value.branchPrefix)} }`);
}

function contractSection(contracts: readonly Finding<string>[]): string {
  const globs = contracts.map(({ value, source }) => entry(4, source, quote(value)));
  return `  "contracts": {\n    "sources": [\n${globs.join(',\n')}\n    ]\n  }`;
}

function section(name: string, entries: readonly string[]): string {
  return entries.length === 0 ? '' : `  ${quote(name)}: {\n${entries.join(',\n')}\n  }`;
}

function entry(depth: number, source: string, text: string): string {
  const indent = ' '.repeat(depth + 2);
  return `${indent}// ${plain(source)}\n${indent}${text}`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

/** Names of files and branches are untrusted: in a comment they must stay on their line. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu, ' ').slice(0, 300);
}

/** Leaves out what the schema would refuse, e.g. a team whose name cannot be one. */
function validOnly(findings: RepositoryFindings): RepositoryFindings {
  const holds = (part: object) => configurationSchema.safeParse(part).success;
  const names = new Set<string>();
  return {
    teams: findings.teams.filter(({ value: { name, branchPrefix } }) => {
      if (names.has(name) || !holds({ teams: { [name]: { branchPrefix } } })) return false;
      names.add(name);
      return name !== '__proto__';
    }),
    limits: Object.fromEntries(
      Object.entries(findings.limits).filter(([kind, { value }]) =>
        holds({ v2: { limits: { [kind]: value } } }),
      ),
    ),
    workspaces:
      findings.workspaces && holds({ agents: { workspaces: findings.workspaces.value } })
        ? findings.workspaces
        : undefined,
    foreign: findings.foreign,
    contracts: findings.contracts.filter(
      ({ value }) => globProblem(value) === undefined && holds({ contracts: { sources: [value] } }),
    ),
  };
}
