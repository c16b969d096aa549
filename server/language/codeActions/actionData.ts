import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../analysis/finding.ts';

/** What an action whose edit is computed later says of itself. */
export interface ActionData {
  readonly uri: string;
  /** Of the document that the action was offered for. */
  readonly version: number;
  /** Which fix of which finding; undefined: every safe one of the file. */
  readonly fix?: {
    readonly rule: string;
    readonly line: number;
    readonly column: number;
    readonly index: number;
  };
}

export function fixData({ uri, version }: TextDocument, finding: Finding, index: number): ActionData {
  const { line, column } = finding.range.start;
  return { uri, version, fix: { rule: finding.rule, line, column, index } };
}

/** Reads what an editor sends back; undefined where it is not of ours. */
export function readActionData(data: unknown): ActionData | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { uri, version } = data as Partial<ActionData>;
  return typeof uri === 'string' && typeof version === 'number' ? (data as ActionData) : undefined;
}
