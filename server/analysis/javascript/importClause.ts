const openBrace = 123;
const closeBrace = 125;
const star = 42;
const comma = 44;

/** Codes of the characters that stand between the words of an import or export clause. */
export const punctuation: ReadonlySet<number> = new Set([openBrace, closeBrace, star, comma]);

/** Words that keep a statement from evaluating a module: `import type`, Flow's `import typeof`, `import defer`. */
const phases: ReadonlySet<string> = new Set(['type', 'typeof', 'defer']);

/** What stands between `import` or `export` and the module's name, in the order in which it is read. */
export class ImportClause {
  readonly #isImport: boolean;
  /** Words outside of braces, before any punctuation. */
  readonly #before: string[] = [];
  #specifier: string[] = [];
  #types = 0;
  #values = 0;
  #inBraces = false;
  #sawPunctuation = false;
  #isPhase = false;
  #last = '';

  constructor(isImport: boolean) {
    this.#isImport = isImport;
  }

  /** Whether the module's name is what comes next. */
  get afterFrom(): boolean {
    return this.#last === 'from';
  }

  /** Whether the statement evaluates no module: it imports types alone, or defers. */
  get isSilent(): boolean {
    if (this.#isPhase || (this.#types > 0 && this.#values === 0)) return true;
    const [phase = '', name, from] = this.#before;
    return phases.has(phase) && name !== undefined && (name !== 'from' || from === 'from');
  }

  /** Reads a word; false where it cannot belong to the statement. */
  word(word: string): boolean {
    this.#last = word;
    if (this.#inBraces) this.#specifier.push(word);
    else if (!this.#sawPunctuation) {
      this.#before.push(word);
      return this.#before.length <= (this.#isImport ? 3 : 1) && (this.#isImport || word === 'type');
    }
    return true;
  }

  /** Reads a character between words; false where it cannot belong to the statement. */
  punctuation(code: number): boolean {
    if (!this.#sawPunctuation && code !== comma)
      this.#isPhase = this.#before.length === 1 && phases.has(this.#before[0] ?? '');
    this.#sawPunctuation = true;
    this.#last = '';
    if (code === openBrace) {
      if (this.#inBraces) return false;
      this.#inBraces = true;
    } else if (code === star || (code === comma && !this.#inBraces)) this.#values++;
    else this.#endSpecifier();
    if (code === closeBrace) this.#closeBrace();
    return true;
  }

  /** Where the opening brace is missing, nobody knows what its words meant: the module counts as loaded. */
  #closeBrace(): void {
    if (!this.#inBraces) {
      this.#before.length = 0;
      this.#isPhase = false;
      this.#values++;
    }
    this.#inBraces = false;
  }

  /** `type A` and `type a as b` are types; `type` and `type as b` are values of that name. */
  #endSpecifier(): void {
    const { length } = this.#specifier;
    if (length === 0) return;
    const isType = this.#specifier[0] === 'type' && (length === 2 || length === 4);
    if (isType) this.#types++;
    else this.#values++;
    this.#specifier = [];
  }
}
