import { CodeActionKind } from 'vscode-languageserver/node';

/** Kind of the action that makes every safe fix of a file, as settings name it: `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.swarm`;

/** Whether an editor that asks for these kinds asks for a kind, too: kinds form a tree. */
export function asksFor(only: readonly string[] | undefined, kind: string): boolean {
  return only?.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
}
