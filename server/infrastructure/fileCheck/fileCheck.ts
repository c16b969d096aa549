import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { analyzeModule } from '../../analysis/analyze.ts';
import { hasScanner, languageOf } from '../../analysis/languages.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import { createExclusion } from '../../configuration/exclusion.ts';
import { LimitPolicy } from '../../configuration/limits/limitPolicy.ts';
import { folderOf, foldersAround } from '../../configuration/limits/nearestSources.ts';
import { readRepositoryLimits, withFolderLimits } from '../../configuration/limits/repositoryLimits.ts';
import { type CheckFile, type FileCheck, maximumCheckedCharacters } from '../../protocol/fileCheck.ts';
import { unattendedSettings } from '../../protocol/languageServer/defaultLanguageSettings.ts';
import { repositoryReader } from '../../workspace/repositoryReader.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import { readBounded } from '../files/readBounded.ts';
import { Refusal } from '../refusal.ts';

const mostFindings = 200;
export interface FileCheckParts {
  readonly workTree: string;
  readonly configuration: Pick<ConfigurationFile, 'current' | 'places'>;
}

/**
 * What the rules find in a file of the work tree, or in a text in its place.
 * @throws {Refusal} `not-found`, `not-allowed` where the path leads out of the work tree
 */
export async function checkFile(request: CheckFile, parts: FileCheckParts): Promise<FileCheck> {
  const { exclude } = parts.configuration.current.v2;
  if (exclude.length > 0 && createExclusion(exclude)(request.path))
    return skipped(request.path, 'swarm.json excludes it.');
  const text = request.text ?? (await readText(request.path, parts.workTree));
  const language = languageOf(request.path);
  const limits = language === undefined ? undefined : await limitsOf(request.path, language, text, parts);
  if (limits === undefined || language === undefined || !isChecked(language, limits))
    return skipped(request.path, 'No rule is about this kind of file.');
  const module = new SourceModule(text, language);
  const found = analyzeModule(module, limits);
  const findings = found.slice(0, mostFindings).map(({ rule, severity, message, range, data }) => {
    return { rule, severity, message, range, data: { ...data } };
  });
  return {
    path: request.path,
    language,
    lines: module.lineCount,
    findings,
    total: found.length,
    skipped: null,
  };
}

function skipped(path: string, why: string): FileCheck {
  return { path, language: null, lines: null, findings: [], total: 0, skipped: why };
}

function isChecked(language: string, limits: AnalysisSettings): boolean {
  return hasScanner(language) || limits.fileLengthLanguages.has(language);
}

async function limitsOf(
  file: string,
  language: string,
  text: string,
  { configuration, workTree }: FileCheckParts,
): Promise<AnalysisSettings> {
  const { current, places } = configuration;
  const reader = repositoryReader(workTree);
  const ofRoot = await readRepositoryLimits(reader, current.v2.exemptionRegistries);
  const policy = new LimitPolicy({
    located: { configuration: current, places },
    settings: unattendedSettings,
    repository: await withFolderLimits(ofRoot, reader, foldersAround(folderOf(file))),
    today: new Date().toISOString().slice(0, 10),
  });
  return policy.of(file, language, text).settings;
}

/** The text of a file that lies in the work tree, wherever links lead. */
async function readText(relative: string, workTree: string): Promise<string> {
  const real = await realpath(path.join(workTree, relative)).catch(() => undefined);
  if (real === undefined)
    throw new Refusal('not-found', `There is no file ${relative}; give its text to check it.`);
  const inside = path.relative(await realpath(workTree), real);
  if (inside.startsWith('..') || path.isAbsolute(inside))
    throw new Refusal('not-allowed', `${relative} leads out of the repository.`);
  const reading = await readBounded(real, maximumCheckedCharacters);
  if (reading?.text !== undefined) return reading.text;
  throw new Refusal(
    'not-found',
    `${relative} is not checked: ${reading?.problem ?? 'it is no longer there'}.`,
  );
}
