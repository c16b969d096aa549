import { childNodes } from '../python/syntax/childNodes.ts';
import type { Node } from '../python/syntax/expressionNodes.ts';
import { parse } from '../python/syntax/parse.ts';
import type { Statement, Suite } from '../python/syntax/statementNodes.ts';
import type { SourceModule } from '../sourceModule.ts';

/** Lines that a comment is about, both included, and how deep the block lies that they are in. */
export interface Scope {
  readonly first: number;
  readonly last: number;
  readonly depth: number;
}

/** A block of statements: from behind its head to its last statement. */
interface Block extends Scope {
  /** The line of the `def` or `class` it belongs to, 0 for the module; undefined for other blocks. */
  readonly owner: number | undefined;
  /** The lines of its first statement, and of the first one that is no docstring. */
  readonly body: number;
  readonly behindDocstring: number;
}

/** Of what is said of a single line: nothing lies deeper. */
const lineDepth = Number.POSITIVE_INFINITY;

/** Tells which lines the comments of a Python text are about for pylint. */
export class PylintScopes {
  readonly #module: SourceModule;
  /** Each before those in it. */
  readonly #blocks: Block[] = [];

  constructor(module: SourceModule) {
    this.#module = module;
  }

  /** @param verb `skip-file`, `disable-next`, or one about a line or block */
  of(verb: string, line: number): Scope {
    if (verb === 'skip-file') return { first: 0, last: Number.POSITIVE_INFINITY, depth: lineDepth };
    if (verb === 'disable-next') return { first: line + 1, last: line + 1, depth: lineDepth };
    if (this.#blocks.length === 0) this.#read();
    const head = this.#headAround(line);
    const around = this.#blocks.findLast(({ first, last }) => first <= line && line <= last);
    if (!this.#isAlone(line) || around === undefined)
      return { first: head ?? line, last: line, depth: lineDepth };
    const { owner, behindDocstring, last, depth } = around;
    return { first: owner !== undefined && line < behindDocstring ? owner : line, last, depth };
  }

  #read(): void {
    const { body } = parse(this.#module.text);
    const whole = { first: 1, last: this.#module.lines.count, depth: 0, owner: 0 };
    this.#blocks.push({ ...whole, body: 1, behindDocstring: this.#behindDocstring(body) });
    for (const statement of body) this.#collect(statement, 1);
  }

  /** The line of the `def` or `class` whose head, perhaps of several lines, a line is in. */
  #headAround(line: number): number | undefined {
    return this.#blocks.findLast(({ owner, body }) => owner && owner <= line && line < body)?.owner;
  }

  #isAlone(line: number): boolean {
    return this.#module.lines.content(line).trimStart().startsWith('#');
  }

  #collect(node: Node, depth: number): void {
    const { lines } = this.#module;
    let headEnd = 'keywordStart' in node ? Number(node.keywordStart) : node.start;
    const owner = 'keywordStart' in node ? lines.lineAt(headEnd) : undefined;
    for (const child of childNodes(node)) {
      if (isSuite(child)) {
        const first = lines.lineAt(headEnd) + 1;
        this.#blocks.push({ ...this.#block(child), first, depth, owner });
        for (const statement of child.statements) this.#collect(statement, depth + 1);
      } else if ('body' in child) this.#collect(child, depth);
      headEnd = Math.max(headEnd, child.end - 1);
    }
  }

  #block({ start, end, statements }: Suite): Pick<Block, 'last' | 'body' | 'behindDocstring'> {
    const { lines } = this.#module;
    return {
      last: lines.lineAt(Math.max(start, end - 1)),
      body: lines.lineAt(start),
      behindDocstring: this.#behindDocstring(statements),
    };
  }

  #behindDocstring([first, second]: readonly Statement[]): number {
    const isDocstring = first?.kind === 'expression' && first.value.kind === 'string';
    const statement = isDocstring ? second : first;
    return statement ? this.#module.lines.lineAt(statement.start) : Number.POSITIVE_INFINITY;
  }
}

function isSuite(node: Node): node is Suite {
  return 'statements' in node;
}
