/** A place in a text. Lines and columns count from 1; columns count UTF-16 code units. The end is exclusive. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type Severity = 'minor' | 'major' | 'critical';

interface FindingBase {
  readonly severity: Severity;
  /** A sentence with the figures: `File has 412 lines; the limit is 300.` */
  readonly message: string;
  readonly range: Range;
}
export interface LengthFinding extends FindingBase {
  readonly rule: 'file-too-long' | 'function-too-long' | 'class-too-long';
  readonly data: { readonly actual: number; readonly limit: number; readonly name?: string };
}
export interface HeavyImportFinding extends FindingBase {
  readonly rule: 'heavy-import';
  /** `module` as imported (`torch.nn`), `root` the entry of the catalogue that makes it heavy (`torch`). */
  readonly data: { readonly module: string; readonly root: string };
}
export type Finding = LengthFinding | HeavyImportFinding;
export type RuleId = Finding['rule'];
