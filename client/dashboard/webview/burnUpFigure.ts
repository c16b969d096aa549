import { element, fill } from '../../conflicts/webview/element.ts';
import { type BurnUpChart, burnUpChart, seriesNames } from './burnUpChart.ts';
import type { BurnUpMoment, BurnUpSeries, DashboardTexts } from './messages.ts';
import { svg } from './svg.ts';
import { timeLabel } from './timeLabel.ts';

const height = 320;
const emptyHeight = 56;

/** The burn-up as a drawing that is read with the pointer, the arrow keys, or as a table. */
export class BurnUpFigure {
  readonly element = element('figure', { class: 'burn-up' });
  readonly #drawing = svg('svg', { class: 'chart', tabindex: 0, role: 'img', height });
  readonly #cursor = svg('g', { class: 'cursor' });
  readonly #said = element('p', { class: 'said', role: 'status' });
  readonly #legend = element('ul', { class: 'legend' });
  readonly #table = element('table');
  readonly #details = element('details');
  #series: BurnUpSeries | undefined;
  #texts: DashboardTexts | undefined;
  #chart: BurnUpChart | undefined;
  #at: number | undefined;

  constructor() {
    this.#details.append(element('summary'), this.#table);
    this.element.append(this.#legend, this.#drawing, this.#said, this.#details);
    this.#drawing.addEventListener('pointermove', ({ offsetX }) => this.#point(this.#nearest(offsetX)));
    this.#drawing.addEventListener('pointerleave', () => this.#point(undefined));
    this.#drawing.addEventListener('blur', () => this.#point(undefined));
    this.#drawing.addEventListener('keydown', (event) => this.#walk(event));
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  show(series: BurnUpSeries, texts: DashboardTexts): void {
    this.#series = series;
    this.#texts = texts;
    this.#legend.replaceChildren(
      ...[...seriesNames, 'total' as const].map((name) => {
        const sample = svg('svg', { class: 'sample', width: 30, height: 10, 'aria-hidden': 'true' });
        sample.append(svg('path', { d: 'M0 5 H30', class: `line ${name}` }));
        return element('li', {}, sample, texts[name]);
      }),
    );
    this.#fillTable(series, texts);
    this.#draw();
  }

  #draw(): void {
    const [series, texts] = [this.#series, this.#texts];
    const width = Math.floor(this.element.clientWidth);
    if (!series || !texts || width === 0) return;
    const now = Date.now();
    const offset = new Date(now).getTimezoneOffset();
    const chart = burnUpChart(series, { width, height, now, offset, timeLabel });
    this.#chart = chart;
    this.#drawing.setAttribute('width', String(width));
    const last = series.moments.at(-1);
    const { credited = 0, submitted = 0, scope = 0 } = last ?? {};
    this.#drawing.setAttribute(
      'aria-label',
      fill(texts.summary, series.contract, credited, series.total, submitted, scope),
    );
    this.#drawing.setAttribute('height', String(chart ? height : emptyHeight));
    this.#details.hidden = !chart;
    if (chart) this.#drawing.replaceChildren(...shapesOf(chart, texts), this.#cursor);
    else this.#drawing.replaceChildren(svg('text', { x: 16, y: 32, class: 'nothing' }, texts.nothingYet));
    this.#point(this.#at);
  }

  #fillTable(series: BurnUpSeries, texts: DashboardTexts): void {
    const names = ['time', ...seriesNames] as const;
    const head = element('tr', {}, ...names.map((name) => element('th', { scope: 'col' }, texts[name])));
    const rows = series.moments.toReversed().map(({ time, ...values }) => {
      const cells = seriesNames.map((name) => element('td', {}, values[name].toLocaleString('en')));
      return element('tr', {}, element('th', { scope: 'row' }, momentText(time)), ...cells);
    });
    const caption = element('caption', {}, `${texts.burnUp}: ${series.contract}`);
    this.#table.replaceChildren(caption, element('thead', {}, head), element('tbody', {}, ...rows));
    this.#details.firstElementChild?.replaceChildren(texts.table);
  }

  #nearest(x: number): number | undefined {
    const moments = this.#chart?.moments ?? [];
    if (moments.length === 0) return undefined;
    // The lines are level until the next moment: what holds at a place is the last one before it.
    const after = moments.findIndex((one) => one.x > x);
    return after < 0 ? moments.length - 1 : Math.max(0, after - 1);
  }

  #walk(event: KeyboardEvent): void {
    const last = (this.#chart?.moments.length ?? 0) - 1;
    const at = this.#at ?? last;
    const places: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (place === undefined || last < 0) return;
    event.preventDefault();
    this.#point(Math.min(last, Math.max(0, place)));
  }

  #point(at: number | undefined): void {
    this.#at = at;
    const place = at === undefined ? undefined : this.#chart?.moments[at];
    const texts = this.#texts;
    const help = this.#chart ? (texts?.help ?? '') : '';
    this.#said.textContent = place && texts ? saidOf(place.moment, texts) : help;
    const plot = this.#chart?.plot;
    if (!place || !plot) {
      this.#cursor.replaceChildren();
      return;
    }
    this.#cursor.replaceChildren(
      svg('line', { x1: place.x, x2: place.x, y1: plot.top, y2: plot.bottom }),
      svg('circle', { cx: place.x, cy: place.y, r: 4 }),
    );
  }
}

function shapesOf({ plot, lines, area, values, times, total, deadline }: BurnUpChart, texts: DashboardTexts) {
  const across = { x1: plot.left, x2: plot.right };
  return [
    ...values.flatMap(({ y, label }) => [
      svg('line', { ...across, y1: y, y2: y, class: 'grid' }),
      svg('text', { x: plot.left - 6, y: y + 4, 'text-anchor': 'end' }, label),
    ]),
    ...times.map(({ x, label }) => svg('text', { x, y: plot.bottom + 18, 'text-anchor': 'middle' }, label)),
    svg('path', { d: area, class: 'area' }),
    ...lines.map(({ series, path }) => svg('path', { d: path, class: `line ${series}` })),
    svg('line', { ...across, y1: total, y2: total, class: 'line total' }),
    ...(deadline === undefined
      ? []
      : [
          svg('line', { x1: deadline, x2: deadline, y1: plot.top, y2: plot.bottom, class: 'deadline' }),
          svg(
            'text',
            { x: deadline - 4, y: plot.top + 12, 'text-anchor': 'end', class: 'due' },
            texts.deadline,
          ),
        ]),
  ];
}

function saidOf({ time, scope, submitted, credited }: BurnUpMoment, texts: DashboardTexts): string {
  return fill(texts.moment, momentText(time), credited, submitted, scope);
}

function momentText(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
