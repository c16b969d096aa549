/** A place in a text. Lines and columns count from 1; columns count UTF-16 code units. The end is exclusive. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** `hint`: worth knowing, wrong it is not. It never fails a check. */
export type Severity = 'hint' | 'minor' | 'major' | 'critical';

/** Another place that explains a finding. */
export interface RelatedPlace {
  /** Relative to the folder of the workspace or repository, with forward slashes; undefined for the finding's own file. */
  readonly path?: string;
  readonly range: Range;
  /** A sentence: `'torch' is imported here.` */
  readonly message: string;
}

interface FindingBase {
  readonly severity: Severity;
  /** A sentence with the figures: `File has 412 lines; the limit is 300.` */
  readonly message: string;
  readonly range: Range;
  readonly related?: readonly RelatedPlace[];
}

/** Something is more than its limit, or comes near it (then a hint). */
export interface LimitFinding extends FindingBase {
  readonly rule:
    | 'file-too-long'
    | 'function-too-long'
    | 'class-too-long'
    | 'too-many-parameters'
    | 'too-complex'
    | 'too-deeply-nested'
    | 'too-many-classes'
    | 'too-many-functions'
    | 'too-many-enums'
    | 'line-too-long';
  readonly data: { readonly actual: number; readonly limit: number; readonly name?: string };
}

/** A step on the way to a heavy module: the file, the line of its import, and the module that the line imports. */
export interface ChainLink {
  readonly path: string;
  readonly line: number;
  readonly module: string;
}

export interface HeavyImportFinding extends FindingBase {
  readonly rule: 'heavy-import';
  readonly data: {
    /** As imported: `torch.nn`. */
    readonly module: string;
    /** The entry of the catalogue that makes it heavy: `torch`. */
    readonly root: string;
    /** Of a transitive finding alone: from this file's import to the import of the heavy module. */
    readonly chain?: readonly ChainLink[];
  };
}

/** A lazy import that loads its module at import time all the same. */
export interface DefeatedLazinessFinding extends FindingBase {
  readonly rule: 'lazy-import-defeated';
  readonly data: { readonly module: string };
}

/** About limits themselves: sources that disagree, exemptions that exempt nothing any more. */
export interface LimitSourceFinding extends FindingBase {
  readonly rule: 'limits-disagree' | 'stale-exemption';
  readonly data: Readonly<Record<string, unknown>>;
}

/** About the status file of an agent. */
export interface StatusFinding extends FindingBase {
  readonly rule:
    | 'status-syntax'
    | 'status-timestamp'
    | 'status-spelling'
    | 'status-type'
    | 'status-contradiction';
  readonly data: Readonly<Record<string, unknown>>;
}

export type Finding =
  | LimitFinding
  | HeavyImportFinding
  | DefeatedLazinessFinding
  | LimitSourceFinding
  | StatusFinding;
export type RuleId = Finding['rule'];
