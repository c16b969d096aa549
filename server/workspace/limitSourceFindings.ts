import { statSync } from 'node:fs';
import path from 'node:path';
import { analyzeModule } from '../analysis/analyze.ts';
import type { RuleId } from '../analysis/finding.ts';
import { languageOf } from '../analysis/languages.ts';
import { SourceModule } from '../analysis/sourceModule.ts';
import { Suppressions } from '../analysis/suppression/suppressions.ts';
import { createExclusion } from '../configuration/exclusion.ts';
import { limitDisagreements } from '../configuration/limits/limitDisagreements.ts';
import type { LimitPolicy } from '../configuration/limits/limitPolicy.ts';
import type { Exemption } from '../configuration/limits/limitSource.ts';
import type { PlacedFinding } from '../configuration/limits/placedFinding.ts';
import type { RepositoryReader } from '../configuration/limits/repositoryReader.ts';
import { type ExemptedFiles, staleExemptions } from '../configuration/limits/staleExemptions.ts';
import { SourceReader } from './files/sourceReader.ts';
import { mayBeOwn } from './imports/mayBeOwn.ts';
import { type FileAccess, plainFiles } from './inputs/fileAccess.ts';
import { repositoryReader } from './repositoryReader.ts';

/** What may be known besides what the policy has read. */
export interface KnownSources {
  /** Every file of the repository that can have findings, relative to its root. */
  readonly listed?: readonly string[];
  /** In place of the policy's, as they stand in an editor. */
  readonly exemptions?: readonly Exemption[] | undefined;
  readonly files?: FileAccess;
}

/** What is to be found about the files of a repository that state limits, in the order of their paths and places. */
export function limitSourceFindings(
  policy: LimitPolicy,
  root: string,
  { listed, exemptions = policy.exemptions, files = plainFiles }: KnownSources = {},
): PlacedFinding[] {
  const reader = repositoryReader(root, files);
  const found = [
    ...limitDisagreements(policy.sources),
    ...missingRegistries(policy, reader),
    ...staleExemptions(exemptions, exemptedFiles(policy, root, files, listed), policy.today),
  ];
  const byPath = Map.groupBy(found, (each) => each.path);
  return [...byPath]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, own]) => {
      const module = new SourceModule(reader.read(file) ?? '', languageOf(file) ?? hashComments);
      const suppressions = new Suppressions(module, { ownCommentsOnly: true });
      return own.filter(({ finding }) => !suppressions.covers(finding)).sort(byPlace);
    });
}

/** A registry that is not read, by a mistake in its name perhaps, exempts nothing. */
function missingRegistries({ registries }: LimitPolicy, reader: RepositoryReader): PlacedFinding[] {
  return registries
    .filter(({ name }) => reader.read(name) === undefined)
    .map(({ name, place: { path: file, range } }) => {
      const message = `The registry of exemptions '${name}' exempts nothing: there is no such file in the repository.`;
      return {
        path: file,
        finding: { rule: 'stale-exemption', severity: 'minor', message, range, data: { registry: name } },
      };
    });
}

/** In files of settings whose language is none of ours, `.pylintrc` or `setup.cfg`, comments are as in YAML. */
const hashComments = 'yaml';

function byPlace({ finding: { range: a } }: PlacedFinding, { finding: { range: b } }: PlacedFinding): number {
  return a.start.line - b.start.line || a.start.column - b.start.column;
}

function exemptedFiles(
  policy: LimitPolicy,
  root: string,
  files: FileAccess,
  listed?: readonly string[],
): ExemptedFiles {
  const reader = new SourceReader();
  const rulesBroken = (file: string): ReadonlySet<RuleId> | undefined => {
    const languageId = languageOf(file);
    files.note(path.join(root, file));
    const source = reader.read(path.join(root, file));
    if (languageId === undefined || 'why' in source) return undefined;
    const { settings } = policy.withoutExemptions(file, languageId);
    const module = new SourceModule(source.text, languageId);
    const findings = analyzeModule(module, { ...settings, approachingFrom: undefined });
    const broken = new Set(findings.map(({ rule }) => rule));
    if (!settings.directImportsOnly && importsOthers(module)) broken.add('heavy-import');
    return broken;
  };
  const matching = (file: string): readonly string[] | undefined => {
    const isPath = !/[*?[\]{}!]/.test(file);
    if (isPath) files.note(path.join(root, file));
    if (isPath && isFile(path.join(root, file))) return [file];
    if (isPath && file.includes('/')) return [];
    return listed?.filter(createExclusion([file]));
  };
  return { matching, rulesBroken };
}

/** Whether a Python module imports what may be heavy through other files, which are not read here. */
function importsOthers({ languageId, imports }: SourceModule): boolean {
  if (languageId !== 'python') return false;
  return imports.some(({ level, module }) => mayBeOwn({ level, module: module.name }));
}

function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}
