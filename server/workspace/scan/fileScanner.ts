import { analyzeModule } from '../../analysis/analyze.ts';
import { importStatements } from '../../analysis/importGraph/importStatement.ts';
import type { Rule } from '../../analysis/rule.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import type { FileStamp } from '../files/fileStamp.ts';
import { SourceReader } from '../files/sourceReader.ts';
import type { ScanJob, ScanResult } from './scannedFile.ts';

/** Reads and checks files one after the other. */
export class FileScanner {
  readonly #reader = new SourceReader();

  /** Of the file that was scanned last, from before it was read; undefined where there was none to take. */
  get stamp(): FileStamp | undefined {
    return this.#reader.stamp;
  }

  scan({ file, languageId, settings }: ScanJob): ScanResult {
    const source = this.#reader.read(file);
    if ('why' in source) return source;
    const module = new SourceModule(source, languageId);
    const failures: string[] = [];
    const onError = ({ id }: Rule, error: unknown) =>
      failures.push(`rule ${id} failed: ${error instanceof Error ? error.message : String(error)}`);
    const findings = analyzeModule(module, settings, { onError });
    return { lines: module.lineCount, findings, imports: importStatements(module), failures };
  }
}
