import type { CellStates } from './cellStates.ts';
import { element, fill } from './element.ts';
import type { GridContent, OpenPair } from './matrixGrid.ts';
import { conflictingPairs } from './matrixSelection.ts';

const shownPairs = 1000;

/** The conflicting pairs as a table: for who cannot see the matrix, or prefers to read. */
export class PairList {
  readonly element = element('div', { class: 'list' });
  readonly #onOpen: OpenPair;

  constructor(onOpen: OpenPair) {
    this.#onOpen = onOpen;
  }

  show({ branches, states, selection, texts }: GridContent): void {
    const pairs = conflictingPairs(selection, states);
    const headings = [texts.branch, texts.otherBranch, texts.files];
    const head = element('tr', {}, ...headings.map((text) => element('th', { scope: 'col' }, text)));
    const name = (place: number) => branches[place]?.name ?? '';
    const rows = pairs.slice(0, shownPairs).map(({ one, other, files }) => {
      const button = element('button', { class: 'link', type: 'button' }, name(other));
      button.addEventListener('click', () => this.#onOpen(one, other));
      const first = element('th', { scope: 'row' }, name(one));
      return element('tr', {}, first, element('td', {}, button), element('td', {}, String(files)));
    });
    const table = element('table', { 'aria-label': texts.title });
    if (pairs.length === 0) table.append(element('caption', {}, texts.noConflicts));
    table.append(element('thead', {}, head), element('tbody', {}, ...rows));
    this.element.replaceChildren(table);
  }
}

/** How many branches and conflicts there are. */
export function summary(branches: number, states: CellStates, texts: GridContent['texts']): string {
  const [conflicts, computing] = [states.count('conflict'), states.count('computing')];
  return computing === 0
    ? fill(texts.summary, branches, conflicts)
    : fill(texts.summaryComputing, branches, conflicts, computing);
}
