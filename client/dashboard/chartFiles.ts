import { type BurnUpChart, burnUpChart, type SeriesName, seriesNames } from './webview/burnUpChart.ts';
import type { BurnUpSeries, DashboardTexts } from './webview/messages.ts';
import { timeLabel } from './webview/timeLabel.ts';

const size = { width: 960, height: 480 };
const legendHeight = 40;

/** Readable on white paper, without colours as well. */
const strokes: { readonly [Name in SeriesName]: string } = {
  scope: 'stroke="#6b6b6b" stroke-width="1.5" stroke-dasharray="6 4"',
  submitted: 'stroke="#8a5a00" stroke-width="1.5"',
  credited: 'stroke="#1a6fc4" stroke-width="2.5"',
};

/** The chart as an SVG file of its own; empty where there is nothing to show. */
export function svgFile(series: BurnUpSeries, texts: DashboardTexts, now: number): string {
  const offset = new Date(now).getTimezoneOffset();
  const chart = burnUpChart(series, { ...size, now, offset, timeLabel });
  if (!chart) return '';
  const title = `${texts.burnUp}: ${series.contract}`;
  const { width, height } = size;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + legendHeight}" width="${width}" height="${height + legendHeight}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...axes(chart),
    `<path d="${chart.area}" fill="#1a6fc4" fill-opacity="0.12"/>`,
    ...chart.lines.map(({ series: name, path }) => `<path d="${path}" fill="none" ${strokes[name]}/>`),
    ...marks(chart, texts),
    ...legend(title, texts),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function axes({ plot, values, times }: BurnUpChart): string[] {
  return [
    ...values.map(
      ({ y, label }) =>
        `<line x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}" stroke="#e0e0e0"/>` +
        `<text x="${plot.left - 6}" y="${y + 4}" text-anchor="end" fill="#444444">${escaped(label)}</text>`,
    ),
    ...times.map(
      ({ x, label }) =>
        `<text x="${x}" y="${plot.bottom + 18}" text-anchor="middle" fill="#444444">${escaped(label)}</text>`,
    ),
  ];
}

function marks({ plot, total, deadline }: BurnUpChart, texts: DashboardTexts): string[] {
  const budget = `<line x1="${plot.left}" x2="${plot.right}" y1="${total}" y2="${total}" stroke="#222222" stroke-dasharray="1 3"/>`;
  if (deadline === undefined) return [budget];
  const due = `<line x1="${deadline}" x2="${deadline}" y1="${plot.top}" y2="${plot.bottom}" stroke="#b3261e"/>`;
  const text = `<text x="${deadline - 4}" y="${plot.top + 12}" text-anchor="end" fill="#b3261e">${escaped(texts.deadline)}</text>`;
  return [budget, due, text];
}

function legend(title: string, texts: DashboardTexts): string[] {
  const y = size.height + 20;
  const entries = seriesNames.map((name, index) => {
    const x = 330 + index * 160;
    return `<line x1="${x}" x2="${x + 28}" y1="${y - 4}" y2="${y - 4}" ${strokes[name]}/><text x="${x + 34}" y="${y}">${escaped(texts[name])}</text>`;
  });
  return [`<text x="52" y="${y}" font-weight="bold">${escaped(title.slice(0, 40))}</text>`, ...entries];
}

/** The moments as comma-separated values (RFC 4180), with times in UTC. */
export function csvFile({ contract, total, moments }: BurnUpSeries): string {
  const head = ['contract', 'time', 'total', 'scope', 'submitted', 'credited'];
  const rows = moments.map(({ time, scope, submitted, credited }) => [
    contract,
    new Date(time).toISOString(),
    total,
    scope,
    submitted,
    credited,
  ]);
  return [head, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** A spreadsheet takes a cell that begins with one of these signs for a formula. */
function csvCell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function escaped(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
