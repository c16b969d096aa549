import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { languageOf } from '../../../server/analysis/languages.ts';
import type { ScanJob } from '../../../server/workspace/scan/scannedFile.ts';
import { settingsWith } from '../../analysis/settings.ts';

/** A new folder, gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'swarm-scan-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const settings = settingsWith({ file: 5 });

/** Writes files and gives the jobs of checking them, files of five lines allowed. */
export function scanJobs(files: Readonly<Record<string, string>>): ScanJob[] {
  const folder = temporaryFolder();
  return Object.entries(files).map(([name, text]) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return { file, languageId: languageOf(name) ?? 'unknown', settings };
  });
}

/** A text of so many lines. */
export function textOf(lines: number): string {
  return 'x = 1\n'.repeat(lines);
}
