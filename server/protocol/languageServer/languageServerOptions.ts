/** What our own extension tells the language server when it starts it; other editors tell nothing. */
export interface LanguageServerOptions {
  /** Whether the editor has the extension's commands, so that code actions may run them. */
  readonly commands?: boolean;
  /** Folder of the extension's own, where measured costs of imports are kept. */
  readonly storageFolder?: string;
}
