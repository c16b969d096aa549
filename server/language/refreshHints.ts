import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver/node';
import type { ClientAbilities } from './clientAbilities.ts';
import { coalesced } from './coalesced.ts';
import type { DiagnosticsPublisher } from './diagnosticsPublisher.ts';

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

/** A publisher that has hints and lenses asked for again, too, when findings or rules have changed: they tell findings and limits. */
export function withHints(publisher: DiagnosticsPublisher, refreshHints: () => void): DiagnosticsPublisher {
  return {
    ...publisher,
    othersChanged: (uris) => {
      publisher.othersChanged(uris);
      refreshHints();
    },
    rulesChanged: () => {
      publisher.rulesChanged();
      refreshHints();
    },
  };
}
