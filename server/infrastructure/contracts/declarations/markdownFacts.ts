import type { Contribution, DeclaredTask, Figure, FileFacts, StatedFraction } from './declaredFacts.ts';
import { noFacts } from './declaredFacts.ts';
import { createsFiles, numberOf, priorityOf, repositoryPath, statusOf, words } from './declaredWords.ts';
import { fractionsIn } from './statedFractions.ts';

const checkbox = /^[ \t]{0,12}[-*+] \[([ xX])\] {1,4}(\S.*)$/;
const pointsOf = /\(\s?~?(\d[\d,]{0,10}) ?(?:pts|points?)\b[^)]{0,20}\)/i;
const leading = /^\*\*([A-Za-z0-9 _-]{1,30})\*\*/;
const agentAtEnd = /\[((?:Agent|agent)[-_ ]?[A-Za-z0-9]{1,20})\]/;
const completedBy = /\b(?:by|claimed by|assigned to)[ :]{1,3}((?:Agent|agent)[-_][A-Za-z0-9]{1,20})/;
const contributor =
  /^[ \t]{0,12}[-*+|] {0,3}[*_`]{0,3}([\p{L}][\p{L}\p{N} ._-]{0,60}?)[*_`]{0,3} {0,3}[:|–—-] {0,3}[*_+]{0,3}(\d[\d,]{0,10})[*_]{0,3} ?(?:pts|points?)\b/iu;
const longestLine = 2000;
const maximumTasks = 5000;

/** What a heading makes of the lines below it. */
type Section = 'contributions' | 'totals' | 'other';

/**
 * What a Markdown task log declares: tasks as `- [ ] **HIGH** (125 pts): title`, fractions such as `1625/575 (283 %)`, and
 * lists of points below headings that name contributions or a ranking. Fenced code declares nothing.
 */
export function readMarkdownFacts(file: string, text: string): FileFacts {
  const reader = new TaskLog();
  for (const [index, line] of text.split(/\r?\n/).entries())
    reader.line(line.slice(0, longestLine), index + 1);
  return { ...noFacts(file), ...reader.facts };
}

class TaskLog {
  readonly #tasks: DeclaredTask[] = [];
  readonly #fractions: StatedFraction[] = [];
  readonly #contributions: Contribution[] = [];
  readonly #agents: { agent: string; label: string; figure: Figure }[] = [];
  #title: string | null = null;
  #fenced = false;
  #section: Section = 'other';

  get facts(): Pick<FileFacts, 'title' | 'tasks' | 'fractions' | 'contributions' | 'agents'> {
    return {
      title: this.#title,
      tasks: this.#tasks,
      fractions: this.#fractions,
      contributions: this.#contributions,
      agents: this.#agents,
    };
  }

  line(text: string, line: number): void {
    if (/^\s{0,3}(```|~~~)/.test(text)) this.#fenced = !this.#fenced;
    else if (!this.#fenced) this.#plainLine(text, line);
  }

  #plainLine(text: string, line: number): void {
    const heading = /^#{1,6}\s+(\S.*)$/.exec(text)?.[1];
    if (heading !== undefined) this.#title ??= words(heading.replaceAll(/[*_`]/g, ''));
    // A line that begins in bold begins something else as well.
    if (heading !== undefined || text.startsWith('**')) this.#section = sectionOf(heading ?? text);
    const task = taskOf(text, line);
    if (task && this.#tasks.length < maximumTasks) this.#tasks.push(task);
    if (!task) this.#fractions.push(...fractionsIn(text, line));
    this.#listed(text, line);
  }

  #listed(text: string, line: number): void {
    if (this.#section === 'other') return;
    const [, name, figure] = contributor.exec(text) ?? [];
    const value = figure === undefined ? undefined : numberOf(figure);
    if (name === undefined || figure === undefined || value === undefined || /total|sum\b/i.test(name))
      return;
    const points = { value, text: figure, line };
    if (this.#section === 'contributions') this.#contributions.push({ agent: words(name), points });
    else if (/^agent\b|agent[-_ ]?\d/i.test(name))
      this.#agents.push({ agent: name.trim(), label: 'points', figure: points });
  }
}

/** What somebody earned in a while is no total. */
const partOfTime = /cycle|session|week|sprint|daily|today|before|after|estimat|potential|project|mission/i;

function sectionOf(heading: string): Section {
  if (/contribut/i.test(heading)) return 'contributions';
  const isTotal = /leader ?board|ranking|standings|total points|scores?\b/i.test(heading);
  return isTotal && !partOfTime.test(heading) ? 'totals' : 'other';
}

function taskOf(text: string, line: number): DeclaredTask | undefined {
  const [, mark, rest] = checkbox.exec(text) ?? [];
  if (mark === undefined || rest === undefined) return undefined;
  const pointsText = pointsOf.exec(rest)?.[1];
  const value = pointsText === undefined ? undefined : numberOf(pointsText);
  if (pointsText === undefined || value === undefined || !Number.isInteger(value)) return undefined;
  const assignee = agentAtEnd.exec(rest)?.[1] ?? completedBy.exec(rest)?.[1] ?? null;
  const reported = mark === ' ' ? '[ ]' : '[x]';
  return {
    id: null,
    title: titleOf(rest),
    points: { value, text: pointsText, line },
    reported,
    status: mark === ' ' ? (assignee === null ? 'open' : 'claimed') : statusOf('completed'),
    assignee,
    priority: priorityOf(leading.exec(rest)?.[1] ?? null),
    files: createsFiles(rest) ? [] : namedFiles(rest),
    lines: { current: null, target: null, actual: null, reductions: [] },
    line,
  };
}

function titleOf(rest: string): string {
  const title = rest
    .replace(leading, '')
    .replace(pointsOf, '')
    .replace(/^[\s:–-]{1,10}/, '')
    .replace(agentAtEnd, '');
  return words(title.replaceAll('**', ''), 150) ?? 'untitled';
}

/** Paths that the task names in code marks: those alone are surely meant as files. */
function namedFiles(rest: string): string[] {
  const names = [...rest.matchAll(/`([^`\s]{3,200}\.[A-Za-z0-9]{1,8})`/g)].map(([, name]) => name ?? '');
  return [
    ...new Set(names.flatMap((name) => (name.includes('/') ? (repositoryPath(name) ?? []) : []))),
  ].slice(0, 20);
}
