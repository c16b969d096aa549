import { element } from './element.ts';
import { allTeams } from './matrixSelection.ts';
import type { MatrixData, PanelState, Texts } from './messages.ts';

/** What is shown is chosen here. */
export class Toolbar {
  readonly element = element('div', { class: 'toolbar', role: 'toolbar' });
  readonly #text = element('input', { type: 'search' });
  readonly #team = element('select');
  readonly #conflicting = element('input', { type: 'checkbox' });
  readonly #list = element('button', { type: 'button' });
  #texts: Texts | undefined;
  #state: PanelState;

  /** @param onChange told what is chosen now */
  constructor(state: PanelState, onChange: (state: PanelState) => void) {
    this.#state = state;
    const change = (chosen: Partial<PanelState>) => {
      this.#state = { ...this.#state, ...chosen };
      this.#showMode();
      onChange(this.#state);
    };
    this.#text.value = state.text;
    this.#conflicting.checked = state.onlyConflicting;
    this.#text.addEventListener('input', () => change({ text: this.#text.value }));
    this.#team.addEventListener('change', () => change({ team: this.#team.value }));
    this.#conflicting.addEventListener('change', () =>
      change({ onlyConflicting: this.#conflicting.checked }),
    );
    this.#list.addEventListener('click', () => change({ list: !this.#state.list }));
  }

  /** Words it in the user's language. */
  setTexts(texts: Texts): void {
    this.#texts = texts;
    this.#text.placeholder = texts.filter;
    this.#text.setAttribute('aria-label', texts.filter);
    this.#team.setAttribute('aria-label', texts.team);
    const conflicting = element('label', {}, this.#conflicting, texts.onlyConflicting);
    this.element.replaceChildren(this.#text, this.#team, conflicting, this.#list);
    this.#showMode();
  }

  /** Offers the teams that there are. */
  setTeams({ teams, branches }: MatrixData): void {
    const texts = this.#texts;
    if (!texts) return;
    const choices = [[allTeams, texts.allTeams], ...teams.map((team) => [team, team])];
    if (branches.some(({ team }) => team === null)) choices.push(['', texts.noTeam]);
    const present = [...this.#team.options].map(({ value }) => value).join('\n');
    if (present === choices.map(([value]) => value).join('\n')) return;
    this.#team.replaceChildren(
      ...choices.map(([value = '', label = '']) => element('option', { value }, label)),
    );
    this.#team.value = this.#state.team;
  }

  #showMode(): void {
    const { list } = this.#state;
    this.#list.textContent = (list ? this.#texts?.asMatrix : this.#texts?.asList) ?? '';
  }
}
