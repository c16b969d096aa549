import type { SourceModule } from '../sourceModule.ts';
import type { SourceText } from '../text/sourceText.ts';
import { EslintComments } from './eslintComments.ts';
import { NoqaComments } from './noqaComments.ts';
import { PylintComments } from './pylintComments.ts';
import type { ForeignComments, SuppressedPlace, SuppressingComment } from './suppressingComment.ts';
import { SwarmComments } from './swarmComments.ts';

/** Which comments count. */
export interface SuppressionOptions {
  /** Whether those of other tools do not. */
  readonly ownCommentsOnly?: boolean | undefined;
}

/** What the comments of a text disable. */
export class Suppressions {
  readonly #module: SourceModule;
  readonly #own: SwarmComments | undefined;
  readonly #foreign: readonly ForeignComments[];

  constructor(module: SourceModule, { ownCommentsOnly = false }: SuppressionOptions = {}) {
    this.#module = module;
    this.#own = module.source.includes('swarm:') ? new SwarmComments(module) : undefined;
    this.#foreign = ownCommentsOnly ? [] : foreignComments(module);
  }

  covers(place: SuppressedPlace): boolean {
    return this.by(place) !== undefined;
  }

  /** The comment that disables a finding; undefined where none does. */
  by(place: SuppressedPlace): SuppressingComment | undefined {
    return this.#own?.covering(place) ?? this.#byOthers(place);
  }

  #byOthers(place: SuppressedPlace): SuppressingComment | undefined {
    if (this.#foreign.length === 0) return undefined;
    const found = firstOf(this.#foreign, (comments) => comments.covering(place));
    if (found || place.rule !== 'too-deeply-nested') return found;
    // Other tools tell of deep nesting where it is, in the function.
    const naming = this.#foreign.filter((comments) => comments.mayName(place.rule));
    if (naming.length === 0) return undefined;
    return firstOf(linesOfFunction(place, this.#module), (line) => {
      const start = { line, column: Number.MAX_SAFE_INTEGER };
      const there = { ...place, range: { start, end: start } };
      return firstOf(naming, (comments) => comments.covering(there, true));
    });
  }
}

function foreignComments(module: SourceModule): ForeignComments[] {
  const { source, languageId } = module;
  if (/^(?:java|type)script/.test(languageId))
    return source.includes('eslint') ? [new EslintComments(module)] : [];
  if (languageId !== 'python') return [];
  return [
    ...(mayHoldNoqa(source) ? [new NoqaComments(module)] : []),
    ...(source.includes('pylint:') ? [new PylintComments(module)] : []),
  ];
}

/** The comment is written in any case, but two rare letters end it. */
function mayHoldNoqa(source: SourceText): boolean {
  return ['qa', 'QA', 'Qa', 'qA'].some((ending) => source.includes(ending)) && /noqa/i.test(source.text);
}

/** The lines of the function with its name at a place, without those of functions in it. */
function linesOfFunction({ range: { start } }: SuppressedPlace, { definitions }: SourceModule): number[] {
  const index = definitions.findIndex(
    ({ nameRange }) => nameRange.start.line === start.line && nameRange.start.column === start.column,
  );
  const own = definitions[index];
  if (own === undefined) return [];
  const inner = definitions.filter(({ parent }) => parent === index);
  const all = Array.from({ length: own.lastLine - own.firstLine + 1 }, (_, line) => own.firstLine + line);
  return all.filter(
    (line) => !inner.some(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine),
  );
}

function firstOf<Item, Found>(
  items: Iterable<Item>,
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
