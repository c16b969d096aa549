import { type Diagnostic, languages, type Uri } from 'vscode';
import { eventually } from './swarmExtension.ts';

/** Our diagnostics of a document, once they are as `wanted` says. */
export function diagnosticsOf(
  uri: Uri,
  wanted: (own: readonly Diagnostic[]) => boolean,
): Promise<Diagnostic[]> {
  return eventually(languages.onDidChangeDiagnostics, () => {
    const own = languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'swarm');
    return wanted(own) ? own : undefined;
  });
}

/** The rule of a diagnostic of ours. */
export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
