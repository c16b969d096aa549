import type { Finding } from '../../analysis/finding.ts';
import type { ImportStatement } from '../../analysis/importGraph/importStatement.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';

/** A file to be read and checked. */
export interface ScanJob {
  /** Absolute path. */
  readonly file: string;
  readonly languageId: string;
  readonly settings: AnalysisSettings;
}

/** What reading and checking a file gave. */
export interface ScannedFile {
  /** Physical lines. */
  readonly lines: number;
  readonly findings: readonly Finding[];
  /** Of a Python file: what it imports when it is imported. */
  readonly imports: readonly ImportStatement[];
  /** Sentences about rules that failed on it; each costs its own findings only. */
  readonly failures: readonly string[];
}

/** A file that could not be read as a text, and why. */
export interface UnreadFile {
  readonly why: string;
  /** Whether it may be read another time, though nothing has changed in it. */
  readonly mayPass?: boolean;
}

export type ScanResult = ScannedFile | UnreadFile;
