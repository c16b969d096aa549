import type { TargetVersion } from '../../analysis/laziness/importExplanation.ts';
import { lowestVersion } from './versionSpecifier.ts';

/** Texts that may say which Python a project runs on; undefined where there is none. */
export interface PythonTargetSources {
  /** The setting `swarm.python.targetVersion`; empty where it is not set. */
  readonly setting?: string | undefined;
  readonly 'pyproject.toml'?: string | undefined;
  readonly 'setup.cfg'?: string | undefined;
  readonly '.python-version'?: string | undefined;
}

/** The files of a folder that may say it. */
export const pythonTargetFiles = ['pyproject.toml', 'setup.cfg', '.python-version'] as const;

export interface PythonTarget {
  /** The oldest Python the code has to run on; undefined where nothing says. */
  readonly version: TargetVersion | undefined;
  /** Sentences about what cannot be read as a version. */
  readonly problems: readonly string[];
}

/**
 * The oldest Python of a project: as the setting says, else `requires-python`, else `.python-version`. Never rejects.
 * @param shown what stands before the names of files in sentences
 */
export async function pythonTarget(sources: PythonTargetSources, shown = ''): Promise<PythonTarget> {
  const problems: string[] = [];
  const candidates = [
    ['The setting swarm.python.targetVersion', () => sources.setting],
    [`requires-python in ${shown}pyproject.toml`, () => requiresPython(sources['pyproject.toml'])],
    [`python_requires in ${shown}setup.cfg`, () => setupRequirement(sources['setup.cfg'])],
    [`${shown}.python-version`, () => pinnedVersion(sources['.python-version'])],
  ] as const;
  for (const [name, read] of candidates) {
    try {
      const stated = await read();
      const version = stated === undefined ? undefined : lowestVersion(stated);
      if (version) return { version, problems };
    } catch (error) {
      problems.push(`${name} is not used: ${firstLine(error)}`);
    }
  }
  return { version: undefined, problems };
}

async function requiresPython(text: string | undefined): Promise<string | undefined> {
  // Parsing is for the few that may state it.
  if (text === undefined || !text.includes('python')) return undefined;
  const { parse } = await import('smol-toml');
  const root: unknown = parse(text);
  const stated = [
    ['project', 'requires-python'],
    ['tool', 'poetry', 'dependencies', 'python'],
  ].map((path) => path.reduce(member, root));
  return stated.find((value) => typeof value === 'string');
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function setupRequirement(text: string | undefined): string | undefined {
  const options = text?.split(/^\[/m).find((section) => section.startsWith('options]'));
  return options === undefined
    ? undefined
    : /^python_requires[ \t]*[=:][ \t]*([^\r\n]+)/m.exec(options)?.[1]?.trim();
}

/** The first line that names a version: pyenv takes several, and other interpreters too. */
function pinnedVersion(text: string | undefined): string | undefined {
  return text
    ?.split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => /^\d/.test(line));
}

/** A parser's message goes on with the lines around the place. */
function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.endsWith('.') ? line : `${line}.`;
}
