/** Brings diagnostics to the editor, in the one of two ways it can take. */
export interface DiagnosticsPublisher {
  documentChanged(uri: string): void;
  documentClosed(uri: string): void;
  /** Other documents than the edited one have other findings: those at these addresses. */
  othersChanged(uris: readonly string[]): void;
  /** The settings or `swarm.json` have changed for any document. */
  rulesChanged(): void;
}
