import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { LanguageServer } from '../language/languageServer.ts';
import type { Repositories } from '../repositories.ts';
import type { Views } from '../views/views.ts';

/** What commands work with. */
export interface CommandContext {
  readonly extension: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly repositories: Repositories;
  readonly views: Views;
  readonly languageServer: LanguageServer;
}

/** A command: the same function serves palette, tree row and keybinding. */
export type CommandFunction = (context: CommandContext, argument: unknown) => Promise<void>;
