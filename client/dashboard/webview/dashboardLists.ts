import { element, fill } from '../../conflicts/webview/element.ts';
import type { DashboardData, DashboardTexts, Share, Standing } from './messages.ts';

/** How many agents are in which state and health, as tables with bars. */
export class AgentCounts {
  readonly element = element('section');

  show({ agents, states, healths }: DashboardData, texts: DashboardTexts): void {
    const heading = element('h2', {}, fill(texts.agents, agents));
    if (agents === 0) {
      this.element.replaceChildren(heading, element('p', { class: 'nothing' }, texts.noAgents));
      return;
    }
    const tables = [shareTable(texts.byState, states, texts), shareTable(texts.byHealth, healths, texts)];
    this.element.replaceChildren(heading, ...tables);
  }
}

function shareTable(caption: string, shares: readonly Share[], texts: DashboardTexts): HTMLElement {
  const most = Math.max(1, ...shares.map(({ count }) => count));
  const rows = shares.map(({ label, count }) => {
    const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.width = `${(count / most) * 100}%`;
    const cell = element('td', { class: 'bars' }, bar);
    const head = element('th', { scope: 'row' }, label);
    return element('tr', {}, head, element('td', { class: 'number' }, String(count)), cell);
  });
  const heads = [caption, texts.count].map((text) => element('th', { scope: 'col' }, text));
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heads, element('td'))),
    element('tbody', {}, ...rows),
  );
}

/** Who has earned most. */
export function leaderTable({ leaders }: DashboardData, texts: DashboardTexts): HTMLElement[] {
  const heading = element('h2', {}, texts.leaderboard);
  if (leaders.length === 0) return [heading, element('p', { class: 'nothing' }, texts.nobody)];
  const heads = [texts.place, texts.who, texts.points].map((text) => element('th', { scope: 'col' }, text));
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...leaders.map((one) => leaderRow(one, texts))),
  );
  return [heading, table];
}

function leaderRow({ rank, name, team, points }: Standing, texts: DashboardTexts): HTMLElement {
  return element(
    'tr',
    {},
    element('td', { class: 'number' }, String(rank)),
    element('th', { scope: 'row' }, team ? fill(texts.team, name) : name),
    element('td', { class: 'number' }, points.toLocaleString('en')),
  );
}

/**
 * What needs a human.
 * @param showAll called where the person wants to see all of it
 */
export function attentionList(
  { attention, attentionCount }: DashboardData,
  texts: DashboardTexts,
  showAll: () => void,
): HTMLElement[] {
  const heading = element('h2', {}, fill(texts.attention, attentionCount));
  if (attentionCount === 0) return [heading, element('p', { class: 'nothing' }, texts.nothingNeeded)];
  const list = element('ul', {}, ...attention.map((sentence) => element('li', {}, sentence)));
  const all = element('button', { type: 'button' }, texts.showAll);
  all.addEventListener('click', showAll);
  return [heading, list, all];
}
