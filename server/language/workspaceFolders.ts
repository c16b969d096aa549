import { URI } from 'vscode-uri';
import { configurationFileName } from '../protocol/configuration/configurationFileName.ts';

/** Where a document lies. */
export interface Location {
  /** Address of the innermost workspace folder around it; undefined for one outside and for an unsaved one. */
  readonly folder: string | undefined;
  /** Path relative to that folder, or the whole path, with forward slashes and none at the start. */
  readonly path: string;
}

/** Places that are remembered at once: as many documents are rarely open. */
const mostLocated = 200;

/** The folders of the window, which may lie in each other. */
export class WorkspaceFolders {
  readonly #prefixes = new Map<string, string>();
  /** Asked for at every keystroke. */
  readonly #located = new Map<string, Location>();

  constructor(folders: readonly { readonly uri: string }[]) {
    this.change(folders, []);
  }

  change(added: readonly { readonly uri: string }[], removed: readonly { readonly uri: string }[]): void {
    for (const { uri } of removed) this.#prefixes.delete(uri);
    for (const { uri } of added) this.#prefixes.set(uri, `${comparable(uri).replace(/\/+$/, '')}/`);
    this.#located.clear();
  }

  /** Addresses of all folders, as the editor writes them. */
  all(): readonly string[] {
    return [...this.#prefixes.keys()];
  }

  locate(uri: string): Location {
    const known = this.#located.get(uri);
    if (known) return known;
    if (this.#located.size >= mostLocated) this.#located.clear();
    const location = this.#locate(uri);
    this.#located.set(uri, location);
    return location;
  }

  /** The folder whose `swarm.json` has this address; undefined for every other document. */
  folderConfiguredBy(uri: string): string | undefined {
    const { folder, path } = this.locate(uri);
    return path === configurationFileName ? folder : undefined;
  }

  #locate(uri: string): Location {
    const document = comparable(uri);
    let folder: string | undefined;
    let length = 0;
    for (const [candidate, prefix] of this.#prefixes) {
      if (prefix.length <= length || !document.startsWith(prefix)) continue;
      folder = candidate;
      length = prefix.length;
    }
    const path = folder === undefined ? wholePath(uri) : document.slice(length);
    return { folder, path };
  }
}

function wholePath(uri: string): string {
  try {
    return URI.parse(uri).path.replace(/^\/+/, '');
  } catch {
    return uri;
  }
}

/** Whether a document lies in a folder or below it. */
export function liesIn(uri: string, folder: string): boolean {
  return comparable(uri).startsWith(`${comparable(folder).replace(/\/+$/, '')}/`);
}

/** Decoded, so that two spellings of one address are equal; an address that cannot be read stays as it is. */
function comparable(uri: string): string {
  try {
    const { scheme, authority, path } = URI.parse(uri);
    const drive = scheme === 'file' ? path.replace(/^\/[A-Z]:/, (letter) => letter.toLowerCase()) : path;
    return `${scheme}://${authority}${drive}`;
  } catch {
    return uri;
  }
}
