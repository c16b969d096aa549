import type { ChangeAnnotation, DeleteFile, WorkspaceEdit } from 'vscode-languageserver/node';
import type { ClientAbilities } from './clientAbilities.ts';

/** An edit of which the person is told before anything changes; each change names its annotation. */
export interface AnnotatedEdit {
  readonly documentChanges: NonNullable<WorkspaceEdit['documentChanges']>;
  readonly annotations: Readonly<Record<string, Omit<ChangeAnnotation, 'needsConfirmation'>>>;
}

const question = 'shown-first';

/**
 * The edit, shown by the editor before anything changes.
 * VS Code leaves unticked what is to be confirmed: whoever agreed to hundreds of changes would tick each one, or apply
 * nothing. There a change that does nothing asks, for all of them, which are ticked.
 */
export function shownFirst(
  { documentChanges, annotations }: AnnotatedEdit,
  uri: string,
  { runsCommands }: Pick<ClientAbilities, 'runsCommands'>,
): WorkspaceEdit {
  const needsConfirmation = !runsCommands;
  const changeAnnotations: Record<string, ChangeAnnotation> = Object.fromEntries(
    Object.entries(annotations).map(([id, annotation]) => [id, { ...annotation, needsConfirmation }]),
  );
  if (needsConfirmation) return { documentChanges, changeAnnotations };
  return {
    documentChanges: [...documentChanges, nothing(uri)],
    changeAnnotations: { ...changeAnnotations, [question]: { label: question, needsConfirmation: true } },
  };
}

/** Under a file there is no other one: VS Code shows no row for it. */
function nothing(uri: string): DeleteFile {
  return {
    kind: 'delete',
    uri: `${uri}/nothing`,
    options: { ignoreIfNotExists: true },
    annotationId: question,
  };
}
