import type { LineTable } from '../lineTable.ts';
import { BlockStack, blockKind } from './blockStack.ts';
import { hasEnumBase, parametersBehind, type ReadableText } from './pythonArguments.ts';
import {
  type DefinitionHead,
  decoration,
  decorationAt,
  definitionHeadAt,
  guardsFromImport,
  isFinalCase,
} from './pythonHead.ts';
import { type StatementKind, statementKind, statementKindAt } from './pythonStatement.ts';

/** Opens and closes the blocks of a text, statement by statement, and measures its definitions. */
export class Structure {
  readonly blocks: BlockStack;
  /** Offset from which the rest of the present statement has to be read. */
  readFrom = 0;
  readonly #text: string;
  readonly #source: ReadableText;
  readonly #enums = new Set<string>();
  #isStatic = false;
  #isOverload = false;

  /** @param source the text of the lines as Python reads it: with the same offsets */
  constructor(lines: LineTable, source: ReadableText) {
    this.#text = source.text;
    this.#source = source;
    this.blocks = new BlockStack(lines);
  }

  /**
   * Takes the statement at an offset into account.
   * @param lastCode an offset on the last line with code before it
   */
  begin(kind: StatementKind, start: number, indent: number, lastCode: number): void {
    this.readFrom = start;
    if (indent <= this.blocks.indent) this.blocks.close(indent, lastCode);
    else this.blocks.sibling = undefined;
    if (kind === statementKind.decorator) this.#decorate(start);
    else if (kind !== statementKind.plain) this.#open(kind, start, start, indent);
  }

  /** @param at offset of the keyword, behind `async` where that stands before it */
  #open(kind: StatementKind, start: number, at: number, indent: number): void {
    switch (kind) {
      case statementKind.async: {
        const next = this.#behindAsync(at);
        const inner = statementKindAt(this.#text, next);
        if (inner !== statementKind.async) this.#open(inner, start, next, indent);
        return;
      }
      case statementKind.definition:
        this.#openDefinition(start, indent);
        return;
      case statementKind.if:
      case statementKind.elif:
        this.#openBranch(start, indent);
        return;
      case statementKind.loop:
        this.#openDecision(blockKind.control, indent);
        return;
      case statementKind.except:
        this.#openDecision(blockKind.try, indent);
        return;
      case statementKind.else:
        // What runs when no exception was raised is one more way; the `else` of a condition is not.
        if (this.blocks.sibling === blockKind.try) this.blocks.decide();
        this.blocks.openControl(blockKind.control, indent);
        return;
      default:
        this.#openPlain(kind, start, indent);
    }
  }

  #openPlain(kind: StatementKind, start: number, indent: number): void {
    if (kind === statementKind.block) this.blocks.openControl(blockKind.control, indent);
    else if (kind === statementKind.try) this.blocks.openControl(blockKind.try, indent);
    else if (kind === statementKind.match) this.blocks.openControl(blockKind.match, indent);
    else if (kind === statementKind.case && this.blocks.top === blockKind.match) {
      if (!isFinalCase(this.#text, start)) this.blocks.decide();
      this.blocks.openControl(blockKind.case, indent);
    }
  }

  #openDecision(kind: typeof blockKind.control | typeof blockKind.try, indent: number): void {
    this.blocks.decide();
    this.blocks.openControl(kind, indent);
  }

  #openBranch(start: number, indent: number): void {
    this.blocks.decide();
    const isGuard = this.blocks.dormant === 0 && guardsFromImport(this.#text, start);
    this.blocks.openControl(isGuard ? blockKind.dormant : blockKind.control, indent);
  }

  #behindAsync(start: number): number {
    let i = start + 5;
    for (let c = this.#text.charCodeAt(i); c === 32 || c === 9; c = this.#text.charCodeAt(i)) i++;
    return i;
  }

  #decorate(start: number): void {
    const found = decorationAt(this.#text, start);
    if (found === decoration.static) this.#isStatic = true;
    if (found === decoration.overload) this.#isOverload = true;
  }

  #openDefinition(start: number, indent: number): void {
    const head = definitionHeadAt(this.#text, start);
    if (!head) return;
    if (head.kind === 'class') this.#openClass(head, start, indent);
    else if (this.#isOverload) this.blocks.openDeclaration(indent);
    else this.#openFunction(head, start, indent);
    this.#isStatic = false;
    this.#isOverload = false;
  }

  #openFunction(head: DefinitionHead, start: number, indent: number): void {
    const bound = this.blocks.isInClass && !this.#isStatic;
    const definition = this.blocks.openDefinition(head, indent, start);
    const { count, plainEnd } = parametersBehind(this.#source, head.nameEnd, bound);
    definition.parameters = count;
    if (plainEnd >= 0) this.readFrom = plainEnd;
  }

  #openClass(head: DefinitionHead, start: number, indent: number): void {
    const definition = this.blocks.openDefinition(head, indent, start);
    definition.isEnum = hasEnumBase(this.#source, head.nameEnd, this.#enums);
    if (definition.isEnum && definition.name !== undefined) this.#enums.add(definition.name);
  }
}
