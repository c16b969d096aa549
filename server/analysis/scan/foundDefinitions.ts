import type { LineTable } from '../text/lineTable.ts';
import type { CountedDefinitions, Definition, DefinitionMeasure } from './definition.ts';

/** Where the fields of a `Definition` of `scanner/definitions.ts` stand. */
const field = {
  kind: 0,
  isNamed: 1,
  nameStart: 2,
  nameEnd: 3,
  firstLine: 4,
  lastLine: 5,
  parent: 6,
  parameters: 7,
  complexity: 8,
  nesting: 9,
} as const;
/** How many numbers tell a definition. */
export const definitionSize = 10;
const functionKind = 0;
const classKind = 1;
const enumKind = 2;

/** The definitions that a scanner told, in order of their start; each is made when somebody asks for it, and once. */
export class FoundDefinitions {
  readonly #lines: LineTable;
  readonly #told: Int32Array;
  readonly #count: number;
  /** As long as all of them from the start: one that grows from its end would be a dictionary. */
  readonly #made: Definition[];

  constructor(lines: LineTable, told: Int32Array, count: number) {
    this.#lines = lines;
    this.#told = told;
    this.#count = count;
    this.#made = new Array(count);
  }

  all(): Definition[] {
    for (let index = 0; index < this.#count; index++) this.#definition(index);
    return this.#made;
  }

  counted(counted: CountedDefinitions): Definition[] {
    const found: Definition[] = [];
    for (let index = 0; index < this.#count; index++)
      if (this.#counts(index, counted)) found.push(this.#definition(index));
    return found;
  }

  /** Those of a kind that have at least so much of what is measured. */
  from({ kind, measure, least }: DefinitionMeasure): Definition[] {
    const found: Definition[] = [];
    const isFunction = kind === 'function';
    for (let index = 0; index < this.#count; index++) {
      if ((this.#at(index, 'kind') === functionKind) !== isFunction) continue;
      const actual =
        measure === 'lines'
          ? this.#at(index, 'lastLine') - this.#at(index, 'firstLine') + 1
          : this.#at(index, measure);
      if (actual >= least) found.push(this.#definition(index));
    }
    return found;
  }

  #counts(index: number, counted: CountedDefinitions): boolean {
    const kind = this.#at(index, 'kind');
    if (counted === 'enums') return kind === enumKind;
    const parent = this.#at(index, 'parent');
    if (counted === 'functions')
      return kind === functionKind && parent === -1 && this.#at(index, 'isNamed') === 1;
    return kind === classKind && (parent === -1 || this.#at(parent, 'kind') === functionKind);
  }

  #definition(index: number): Definition {
    this.#made[index] ??= this.#make(index);
    return this.#made[index];
  }

  #make(index: number): Definition {
    const nameStart = this.#at(index, 'nameStart');
    const nameEnd = this.#at(index, 'nameEnd');
    const isNamed = this.#at(index, 'isNamed') === 1;
    return {
      kind: this.#at(index, 'kind') === functionKind ? 'function' : 'class',
      name: isNamed ? unquoted(this.#lines.source.slice(nameStart, nameEnd)) : undefined,
      firstLine: this.#at(index, 'firstLine'),
      lastLine: this.#at(index, 'lastLine'),
      nameRange: this.#lines.range(nameStart, nameEnd),
      parent: this.#at(index, 'parent'),
      isEnum: this.#at(index, 'kind') === enumKind,
      parameters: this.#at(index, 'parameters'),
      complexity: this.#at(index, 'complexity'),
      nesting: this.#at(index, 'nesting'),
    };
  }

  #at(index: number, name: keyof typeof field): number {
    return this.#told[index * definitionSize + field[name]] ?? 0;
  }
}

const quotes = new Set(['"', "'"]);

/** A property may be named by a string. */
function unquoted(name: string): string {
  const isQuoted = name.length > 1 && quotes.has(name.charAt(0)) && name.endsWith(name.charAt(0));
  // A line feed in it is none that a name has.
  return isQuoted && !/[\n\r\u2028\u2029]/.test(name) ? name.slice(1, -1) : name;
}
