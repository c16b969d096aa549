import type { CommandFunction } from './commandContext.ts';

/** Replaces the language server by a fresh one, also where it ended too often to be started again by itself. */
export const restartLanguageServer: CommandFunction = ({ languageServer }) => languageServer.restart();
