import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import type { LocatedConfiguration } from '../configuration/limits/swarmJsonSource.ts';
import type { ParsedConfiguration } from '../configuration/parseConfiguration.ts';
import { configurationFileName } from '../protocol/configuration/configurationFileName.ts';
import { readConfigurationFile } from './readConfigurationFile.ts';
import { WorkspaceFolders } from './workspaceFolders.ts';

/** The text of a folder's `swarm.json` as it stands in an open editor, saved or not; undefined where it is not open. */
export type OpenText = (folder: string) => string | undefined;

/** A configuration with the text that it was read from. */
interface ReadConfiguration extends ParsedConfiguration {
  readonly text: string;
}

/** The document of a folder's `swarm.json`, where it is open. */
export function openConfiguration(
  documents: Pick<TextDocuments<TextDocument>, 'all'>,
  folder: string,
): TextDocument | undefined {
  const only = new WorkspaceFolders([{ uri: folder }]);
  return documents
    .all()
    .find(({ uri }) => uri.endsWith(configurationFileName) && only.folderConfiguredBy(uri) !== undefined);
}

const absent: ReadConfiguration = { configuration: undefined, problems: [], places: new Map(), text: '' };

/**
 * `swarm.json` of each folder, read once until it changes. What stands in an open editor counts before it is
 * saved, and while it cannot be read the last valid state holds, so that typing in it does not move every diagnostic.
 */
export class ConfigurationFiles {
  readonly #parsed = new Map<string, Promise<ReadConfiguration>>();
  readonly #lastValid = new Map<string, LocatedConfiguration>();
  readonly #openText: OpenText;
  readonly #log: (line: string) => void;

  constructor(openText: OpenText, log: (line: string) => void) {
    this.#openText = openText;
    this.#log = log;
  }

  /** The configuration in force in a folder; undefined where there never was a valid one. */
  async inForce(folder: string): Promise<LocatedConfiguration | undefined> {
    const reading = this.parsed(folder);
    const parsed = await reading;
    const { configuration, places } = parsed;
    if (this.#parsed.get(folder) !== reading) return this.inForce(folder);
    if (configuration) this.#lastValid.set(folder, { configuration, places });
    else if (parsed === absent) this.#lastValid.delete(folder);
    return this.#lastValid.get(folder);
  }

  /** What stands in the file now, with its problems. Never rejects. */
  parsed(folder: string): Promise<ReadConfiguration> {
    const parsed = this.#parsed.get(folder) ?? this.#read(folder);
    this.#parsed.set(folder, parsed);
    return parsed;
  }

  forget(folder: string): void {
    this.#parsed.delete(folder);
  }

  async #read(folder: string): Promise<ReadConfiguration> {
    try {
      const open = this.#openText(folder);
      if (open !== undefined) return await read(open);
      const uri = Utils.joinPath(URI.parse(folder), configurationFileName);
      if (uri.scheme !== 'file') return absent;
      const text = await readConfigurationFile(uri.fsPath);
      return text === undefined ? absent : await read(text);
    } catch (cause) {
      this.#log(`${configurationFileName} could not be read: ${String(cause)}`);
      return { ...absent };
    }
  }
}

/** Most folders have no `swarm.json`: what reads it is loaded for those that do. */
async function read(text: string): Promise<ReadConfiguration> {
  const { parseConfiguration } = await import('../configuration/parseConfiguration.ts');
  return { ...parseConfiguration(text), text };
}
