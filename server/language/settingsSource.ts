import type { Connection } from 'vscode-languageserver/node';
import { settingsSection } from '../protocol/languageServer/languageServerNames.ts';

/** Where the editor's settings come from: asked for by folder, or as the editor last sent them. */
export class SettingsSource {
  readonly #connection: Connection;
  readonly #answers: boolean;
  #sent: unknown;

  constructor(connection: Connection, answers: boolean) {
    this.#connection = connection;
    this.#answers = answers;
  }

  async fetch(folder: string | undefined): Promise<unknown> {
    if (!this.#answers) return this.#sent;
    const section = settingsSection;
    return this.#connection.workspace.getConfiguration(
      folder === undefined ? { section } : { section, scopeUri: folder },
    );
  }

  /** Takes what came with `workspace/didChangeConfiguration`; editors that answer questions send nothing of use. */
  receive(settings: unknown): void {
    if (typeof settings === 'object' && settings !== null && settingsSection in settings)
      this.#sent = settings[settingsSection];
  }
}
