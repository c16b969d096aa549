import type { ImportedName, ModuleImport } from '../scan/moduleImport.ts';

// White space, line continuations and, inside brackets, comments and line ends.
const gap = /(?:[ \t\f]|\\\r?\n)*/y;
const bracketGap = /(?:[ \t\f\r\n]|\\\r?\n|#[^\n]*)*/y;
const dottedName = /[\p{L}_][\p{L}\p{N}_]*(?:[ \t]*\.[ \t]*[\p{L}_][\p{L}\p{N}_]*)*/uy;

/**
 * Modules of the import statement at an offset, as far as it is written. The scanner reads the same (its
 * `python/importStatement.ts`), but only where it has found code: a text that is scanned would make room for another.
 * @param start offset of `import` or `from`
 */
export function parseImport(text: string, start: number): ModuleImport[] {
  const cursor = new ImportCursor(text, start);
  if (cursor.word('import')) return cursor.nameList(gap).map((module) => ({ module, level: 0, names: [] }));
  if (!cursor.word('from')) return [];
  cursor.skip(gap);
  const level = cursor.dots();
  const module = (cursor.at('import') ? undefined : cursor.name()) ?? cursor.nothing();
  cursor.skip(gap);
  if ((level === 0 && module.name === '') || !cursor.word('import')) return [];
  cursor.skip(gap);
  return [{ module, level, names: cursor.nameList(cursor.character('(') ? bracketGap : gap) }];
}

class ImportCursor {
  readonly #text: string;
  #offset: number;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  /** Names separated by commas, without what `as` calls them. */
  nameList(space: RegExp): ImportedName[] {
    const names: ImportedName[] = [];
    do {
      this.skip(space);
      const name = this.name() ?? this.#star();
      if (!name) break;
      names.push(name);
      this.skip(space);
      if (this.word('as')) {
        this.skip(space);
        this.name();
        this.skip(space);
      }
    } while (this.character(','));
    return names;
  }

  skip(space: RegExp): void {
    space.lastIndex = this.#offset;
    if (space.test(this.#text)) this.#offset = space.lastIndex;
  }

  name(): ImportedName | undefined {
    dottedName.lastIndex = this.#offset;
    const found = dottedName.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    const start = this.#offset;
    this.#offset += found.length;
    return { name: found.replace(/[ \t]/g, ''), start, end: this.#offset };
  }

  /** The name of the package itself, which stands nowhere: `from . import x`. */
  nothing(): ImportedName {
    return { name: '', start: this.#offset, end: this.#offset };
  }

  /** Number of the dots of a relative import. */
  dots(): number {
    let count = 0;
    for (; this.character('.'); this.skip(gap)) count++;
    return count;
  }

  #star(): ImportedName | undefined {
    const start = this.#offset;
    return this.character('*') ? { name: '*', start, end: start + 1 } : undefined;
  }

  character(wanted: string): boolean {
    if (this.#text[this.#offset] !== wanted) return false;
    this.#offset++;
    return true;
  }

  /** Whether a word comes next. */
  at(wanted: string): boolean {
    const end = this.#offset + wanted.length;
    return this.#text.startsWith(wanted, this.#offset) && !/\w/.test(this.#text[end] ?? '');
  }

  word(wanted: string): boolean {
    const found = this.at(wanted);
    if (found) this.#offset += wanted.length;
    return found;
  }
}
