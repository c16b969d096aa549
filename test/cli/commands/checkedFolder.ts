import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CheckReport, checkReportSchema } from '../../../server/protocol/checkReport.ts';
import { folderWith, swarm } from '../recordedIo.ts';

export interface Checked {
  readonly code: number;
  /** Undefined where the check could not be made. */
  readonly report: CheckReport | undefined;
  readonly stderr: string;
}

/** A folder in which `swarm check` runs. */
export interface CheckedFolder {
  readonly folder: string;
  write(file: string, text: string): void;
  check(...args: string[]): Promise<Checked>;
}

/** A folder with these files, gone when the test ends. */
export function checkedFolder(files: Readonly<Record<string, string>>): CheckedFolder {
  const folder = folderWith(files);
  return {
    folder,
    write: (file, text) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    },
    check: async (...args) => {
      const { code, stdout, stderr } = await swarm(folder, ['check', '--format', 'json', ...args]);
      const report = code === 2 ? undefined : checkReportSchema.parse(JSON.parse(stdout));
      return { code, report, stderr };
    },
  };
}

/** The messages of a check, with the files they are about. */
export function told({ report }: Checked): string[] {
  return (report?.findings ?? []).map(({ path: file, message }) => `${file}: ${message}`);
}

export function longFunction(name: string, lines: number): string {
  return `def ${name}():\n${'    x = 1\n'.repeat(lines - 1)}`;
}
