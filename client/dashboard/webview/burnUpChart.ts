import type { BurnUpMoment, BurnUpSeries } from './messages.ts';
import { scale, timeTicks, valueTicks } from './scales.ts';

/** The lines of the chart, the most important on top. */
export const seriesNames = ['scope', 'submitted', 'credited'] as const;
export type SeriesName = (typeof seriesNames)[number];

export interface ChartView {
  readonly width: number;
  readonly height: number;
  /** Lines go on until then. */
  readonly now: number;
  /** Minutes that the clock on the wall is behind UTC. */
  readonly offset: number;
  /** What stands below a tick. */
  timeLabel(time: number, days: boolean): string;
}

/** Everything of the chart in pixels, whoever draws it. */
export interface BurnUpChart {
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly lines: readonly { readonly series: SeriesName; readonly path: string }[];
  /** What is credited, down to the axis. */
  readonly area: string;
  readonly values: readonly { readonly y: number; readonly label: string }[];
  readonly times: readonly { readonly x: number; readonly label: string }[];
  /** Height of the budget. */
  readonly total: number;
  /** Place of the deadline; undefined where there is none in sight. */
  readonly deadline: number | undefined;
  /** Place of each moment. */
  readonly moments: readonly { readonly x: number; readonly y: number; readonly moment: BurnUpMoment }[];
}

const margin = { left: 52, right: 16, top: 12, bottom: 26 };
const pixelsPerTime = 90;
const pixelsPerValue = 48;

/** Lays a burn-up out; undefined where there is nothing to show yet. */
export function burnUpChart(series: BurnUpSeries, view: ChartView): BurnUpChart | undefined {
  const [first] = series.moments;
  if (!first) return undefined;
  const { now } = view;
  const plot = plotOf(view);
  const last = series.moments.at(-1) ?? first;
  const end = endOf(series.deadline, first.time, Math.max(now, last.time));
  const ticks = valueTicks(greatestOf(series), Math.max(2, (plot.bottom - plot.top) / pixelsPerValue));
  const x = scale([first.time, end], [plot.left, plot.right]);
  const y = scale([0, ticks.at(-1) ?? 1], [plot.bottom, plot.top]);
  const until = x(Math.min(end, Math.max(now, last.time)));
  const lines = seriesNames.map((name) => ({
    series: name,
    path: stepPath(series.moments, name, x, y, until),
  }));
  return {
    plot,
    lines,
    area: `${lines[2]?.path ?? ''} L${until} ${plot.bottom} L${plot.left} ${plot.bottom} Z`,
    values: ticks.map((value) => ({ y: round(y(value)), label: value.toLocaleString('en') })),
    times: timesOf(first.time, end, plot.right - plot.left, view).map(({ time, label }) => {
      return { x: round(x(time)), label };
    }),
    total: round(y(series.total)),
    deadline: series.deadline !== undefined && series.deadline <= end ? round(x(series.deadline)) : undefined,
    moments: series.moments.map((moment) => {
      return { x: round(x(moment.time)), y: round(y(moment.credited)), moment };
    }),
  };
}

/** Where the lines are drawn; never turned inside out, however small the panel is. */
function plotOf({ width, height }: ChartView): BurnUpChart['plot'] {
  const { left, top } = margin;
  const [right, bottom] = [width - margin.right, height - margin.bottom];
  return { left, top, right: Math.max(left + 40, right), bottom: Math.max(top + 40, bottom) };
}

/** A deadline far ahead would press everything that happened against the axis. */
function endOf(deadline: number | undefined, from: number, until: number): number {
  const end = Math.max(until, from + 60_000);
  const near = deadline !== undefined && deadline - from <= 4 * (end - from);
  return near ? Math.max(end, deadline) : end;
}

function greatestOf({ total, moments }: BurnUpSeries): number {
  return moments.reduce((most, { scope, submitted }) => Math.max(most, scope, submitted), total);
}

/** Points come at once: between two moments the line is level. */
function stepPath(
  moments: readonly BurnUpMoment[],
  name: SeriesName,
  x: (time: number) => number,
  y: (value: number) => number,
  until: number,
): string {
  const parts: string[] = [];
  for (const moment of moments) {
    const [across, up] = [round(x(moment.time)), round(y(moment[name]))];
    parts.push(parts.length === 0 ? `M${across} ${up}` : `H${across} V${up}`);
  }
  return `${parts.join(' ')} H${round(until)}`;
}

function timesOf(from: number, to: number, pixels: number, view: ChartView) {
  const { times, days } = timeTicks(from, to, Math.max(2, Math.floor(pixels / pixelsPerTime)), view.offset);
  return times.map((time) => ({ time, label: view.timeLabel(time, days) }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
