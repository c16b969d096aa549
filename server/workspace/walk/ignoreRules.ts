import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { slashed } from '../files/pathBelow.ts';
import { type FileAccess, plainFiles } from '../inputs/fileAccess.ts';
import { localExcludes } from './localExcludes.ts';

/** The name of the files whose rules are followed. */
export const ignoreFileName = '.gitignore';

/** The rules of the `.gitignore` files from a repository's root down to a folder: the nearest one that speaks decides. */
export class IgnoreRules {
  readonly #folder: string;
  readonly #matcher: Ignore | undefined;
  readonly #above: IgnoreRules | undefined;
  readonly #files: FileAccess;

  private constructor(
    folder: string,
    matcher: Ignore | undefined,
    above: IgnoreRules | undefined,
    files: FileAccess,
  ) {
    this.#folder = folder;
    this.#matcher = matcher;
    this.#above = above;
    this.#files = files;
  }

  /** Rules that hold in a folder of the repository, those of the folders above and of `.git/info/exclude` included. */
  static of(folder: string, root: string, files = plainFiles): IgnoreRules {
    const local = matcherOf(() => localExcludes(root, files));
    let rules = new IgnoreRules(root, local, undefined, files).enter(root);
    const below = path.relative(root, folder);
    let current = root;
    for (const name of below === '' ? [] : below.split(path.sep)) {
      current = path.join(current, name);
      // Who names a folder wants it checked, even where the rules above leave it out.
      if (rules.ignores(current, true)) rules = new IgnoreRules(current, undefined, undefined, files);
      rules = rules.enter(current);
    }
    return rules;
  }

  /** Rules that hold in a folder below; the same where it has none of its own. */
  enter(folder: string): IgnoreRules {
    const matcher = matcherOf(() => this.#files.read(path.join(folder, ignoreFileName)));
    return matcher ? new IgnoreRules(folder, matcher, this, this.#files) : this;
  }

  /** @param file absolute path of something in the folder these rules hold in */
  ignores(file: string, isFolder: boolean): boolean {
    for (let rules: IgnoreRules | undefined = this; rules; rules = rules.#above) {
      if (!rules.#matcher) continue;
      const below = file.slice(rules.#folder.length + (rules.#folder.endsWith(path.sep) ? 0 : 1));
      const { ignored, unignored } = rules.#matcher.test(slashed(below) + (isFolder ? '/' : ''));
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

/** Git compares names as the file systems of its platform do. */
const ignorecase = process.platform === 'win32' || process.platform === 'darwin';

/** Rules that cannot be read hold nothing back. */
function matcherOf(read: () => string | undefined): Ignore | undefined {
  try {
    const text = read();
    return text === undefined ? undefined : ignore({ ignorecase }).add(text);
  } catch {
    return undefined;
  }
}
