import type { StatusMending } from '../../workspace/agentStatus/mendStatusFile.ts';
import { unifiedDiff } from '../fix/unifiedDiff.ts';

/** What became of one status file. */
export interface RepairedFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly mending: StatusMending;
  readonly written: boolean;
  /** Why it was not written, a sentence; undefined where it was, or was not to be. */
  readonly failure?: string | undefined;
}

/** The report for people: the diff of each file that is or would be mended, and why others are not. */
export function textRepairReport(files: readonly RepairedFile[]): string {
  const told = files.filter(({ mending, failure }) => mending.kind !== 'sound' || failure !== undefined);
  return told.map(textOf).join('');
}

function textOf({ path, mending, written, failure }: RepairedFile): string {
  if (failure !== undefined) return `${path}: ${failure}\n`;
  switch (mending.kind) {
    case 'sound':
      return '';
    case 'refused':
      return `${path}: ${mending.why}\n`;
    case 'choose': {
      const ways = mending.choices.map(({ keep, title }) => `  --keep ${keep}: ${title}\n`).join('');
      return `${path}: ${mending.why}\n${ways}`;
    }
    case 'mended': {
      const notes = mending.notes.map((note) => `${path}: ${note}\n`).join('');
      return `${unifiedDiff(path, mending.before, mending.after)}${notes}${written ? `${path}: mended.\n` : ''}`;
    }
  }
}

/** The same for programs. */
export function jsonRepairReport(files: readonly RepairedFile[]): object[] {
  return files.map(({ path, mending, written, failure }) => ({
    path,
    state: mending.kind,
    written,
    ...(mending.kind === 'mended' && {
      notes: mending.notes,
      diff: unifiedDiff(path, mending.before, mending.after),
    }),
    ...(mending.kind === 'choose' && { why: mending.why, choices: mending.choices }),
    ...(mending.kind === 'refused' && { why: mending.why }),
    ...(failure !== undefined && { failure }),
  }));
}
