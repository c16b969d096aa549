import { workspace } from 'vscode';
import { settingKey } from './contributions.ts';

/** The settings the extension itself reads; those of the language server are read there. */
export interface ExtensionSettings {
  /** Address of a remote service; empty for the one on this machine. */
  readonly apiUrl: string;
  readonly serviceAutoStart: boolean;
  readonly editorHints: boolean;
}

/** Reads the settings; a value of the wrong type counts as absent. */
export function readSettings(): ExtensionSettings {
  return {
    apiUrl: typed(settingKey.apiUrl, 'string', '').trim(),
    serviceAutoStart: typed(settingKey.serviceAutoStart, 'boolean', true),
    editorHints: typed(settingKey.editorHints, 'boolean', true),
  };
}

interface TypeByName {
  string: string;
  boolean: boolean;
}

function typed<Name extends keyof TypeByName>(key: string, type: Name, fallback: TypeByName[Name]) {
  const value = workspace.getConfiguration().get<unknown>(key);
  return typeof value === type ? (value as TypeByName[Name]) : fallback;
}
