import { type CommentForm, commentForm } from './commentForm.ts';
import type { Finding } from './finding.ts';
import type { SourceModule } from './sourceModule.ts';

/** A directive in a comment: which rules it disables and where its list of them ends. */
export interface Directive {
  readonly rules: readonly string[];
  /** Offset behind the last rule, from the start of the line: another one is added here. */
  readonly listEnd: number;
  /** Whether nothing but the comment is on the line. */
  readonly alone: boolean;
}

/** `disable` speaks of a line, `disable-file` of the whole file. */
export type DirectiveVerb = 'disable' | 'disable-file';

/** Lines from the top that may hold `disable-file`. */
export const fileDirectiveLines = 10;

const ruleList = '([a-z][a-z-]*(?:[ \\t]*,[ \\t]*[a-z][a-z-]*)*)';

/** The directive with a verb on a line; undefined where there is none. */
export function directiveOf(line: string, verb: DirectiveVerb, form: CommentForm): Directive | undefined {
  if (!line.includes('swarm:')) return undefined;
  // Other tools' comments may come first on the line: `# noqa # swarm: disable=heavy-import`.
  const comment = line.indexOf(form.open);
  if (comment === -1) return undefined;
  // Looked for from there once: with the beginning in the pattern, each one on a line would look through all of it.
  const pattern = new RegExp(`\\bswarm:[ \\t]*${verb}[ \\t]*=[ \\t]*${ruleList}`, 'g');
  pattern.lastIndex = comment + form.open.length;
  const found = pattern.exec(line);
  if (!found) return undefined;
  return {
    rules: (found[1] ?? '').split(',').map((rule) => rule.trim()),
    listEnd: found.index + found[0].length,
    alone: line.slice(0, comment).trim() === '',
  };
}

/** What the comments of a text disable. */
export class Suppressions {
  readonly #module: SourceModule;
  readonly #form: CommentForm | undefined;
  readonly #wholeFile: ReadonlySet<string>;
  /** By line: thousands of findings may lie on one line of a megabyte. */
  readonly #directives = new Map<number, Directive | undefined>();

  constructor(module: SourceModule) {
    this.#module = module;
    this.#form = commentForm(module.languageId);
    this.#wholeFile = new Set(this.#fileRules());
  }

  /** Whether a comment in the file's first lines, on the finding's line or alone on the line above disables it. */
  covers({ rule, range }: Pick<Finding, 'rule' | 'range'>): boolean {
    if (this.#wholeFile.has(rule)) return true;
    if (rule === 'file-too-long') return false;
    const { line } = range.start;
    if (this.#directive(line)?.rules.includes(rule)) return true;
    const above = line > 1 ? this.#directive(line - 1) : undefined;
    return above?.alone === true && above.rules.includes(rule);
  }

  #fileRules(): readonly string[] {
    const form = this.#form;
    if (!form) return [];
    const { lines } = this.#module;
    const last = Math.min(fileDirectiveLines, lines.count);
    return Array.from({ length: last }, (_, index) => lines.content(index + 1)).flatMap(
      (line) => directiveOf(line, 'disable-file', form)?.rules ?? [],
    );
  }

  #directive(line: number): Directive | undefined {
    if (!this.#form || this.#directives.has(line)) return this.#directives.get(line);
    const directive = directiveOf(this.#module.lines.content(line), 'disable', this.#form);
    this.#directives.set(line, directive);
    return directive;
  }
}
