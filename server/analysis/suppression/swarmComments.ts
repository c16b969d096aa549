import type { SourceModule } from '../sourceModule.ts';
import { type CommentForm, commentForm } from './edits/commentForm.ts';
import {
  type SuppressedPlace,
  type SuppressingComment,
  type SuppressingComments,
  suppressingComment,
} from './suppressingComment.ts';
import { type Directive, directiveOf, fileDirectiveLines } from './swarmDirective.ts';

/** `swarm: disable` and `swarm: disable-file` in the comments of a text. */
export class SwarmComments implements SuppressingComments {
  readonly #module: SourceModule;
  readonly #form: CommentForm | undefined;
  /** Lines by the rules that they disable for the whole file. */
  readonly #wholeFile: ReadonlyMap<string, number>;
  /** By line: thousands of findings may lie on one line of a megabyte. */
  readonly #directives = new Map<number, Directive | undefined>();

  constructor(module: SourceModule) {
    this.#module = module;
    this.#form = commentForm(module.languageId);
    this.#wholeFile = new Map(this.#fileRules());
  }

  /** A comment in the file's first lines, on the finding's line or alone on the line above. */
  covering({ rule, range }: SuppressedPlace): SuppressingComment | undefined {
    const wholeFile = this.#wholeFile.get(rule);
    if (wholeFile !== undefined) return this.#comment(wholeFile);
    if (rule === 'file-too-long') return undefined;
    const { line } = range.start;
    if (this.#directive(line)?.rules.includes(rule)) return this.#comment(line);
    const above = line > 1 ? this.#directive(line - 1) : undefined;
    return above?.alone === true && above.rules.includes(rule) ? this.#comment(line - 1) : undefined;
  }

  #comment(line: number): SuppressingComment {
    const content = this.#module.lines.content(line);
    return suppressingComment(line, content.slice(content.indexOf('swarm:')));
  }

  #fileRules(): (readonly [rule: string, line: number])[] {
    const form = this.#form;
    if (!form) return [];
    const { lines } = this.#module;
    const last = Math.min(fileDirectiveLines, lines.count);
    return Array.from({ length: last }, (_, index) => index + 1).flatMap((line) => {
      const directive = directiveOf(lines.content(line), 'disable-file', form);
      return (directive?.rules ?? []).map((rule) => [rule, line] as const);
    });
  }

  #directive(line: number): Directive | undefined {
    if (!this.#form || this.#directives.has(line)) return this.#directives.get(line);
    const directive = directiveOf(this.#module.lines.content(line), 'disable', this.#form);
    this.#directives.set(line, directive);
    return directive;
  }
}
