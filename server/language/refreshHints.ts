import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver/node';
import type { ClientAbilities } from './clientAbilities.ts';
import { coalesced } from './coalesced.ts';

/** Tells an editor to ask again for what stands in and above the lines of its documents: hints and lenses. */
export function refreshHints(
  connection: Connection,
  { refreshesCodeLenses, refreshesInlayHints }: ClientAbilities,
): () => void {
  // An editor that is closing answers no more; there is nothing to refresh then.
  const ignore = () => undefined;
  return coalesced(async () => {
    if (refreshesInlayHints) await connection.languages.inlayHint.refresh().catch(ignore);
    if (refreshesCodeLenses) await connection.sendRequest(CodeLensRefreshRequest.type).catch(ignore);
  });
}
