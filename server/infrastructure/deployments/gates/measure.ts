import type { GateMeasure } from '../../../protocol/gates.ts';
import type { ReportLimit } from './reportLimits.ts';
import type { ReportContent } from './reports/reportContent.ts';

/** A figure beside what is asked of it; undefined where the report may and does leave it out. */
export function measured(limit: ReportLimit, { figures }: ReportContent): GateMeasure | undefined {
  const { figure, name, unit, optional } = limit;
  const value = Object.hasOwn(figures, figure) ? figures[figure] : undefined;
  if (value === undefined && optional) return undefined;
  const passed = value !== undefined && isWithin(value, limit);
  return { name, value: shortened(value, limit, passed), unit, limit: limitText(limit), passed };
}

/** To thousandths, unless it would look as if it were on the other side of the limit. */
function shortened(
  value: number | string | undefined,
  limit: ReportLimit,
  passed: boolean,
): number | string | null {
  if (typeof value !== 'number') return value ?? null;
  const short = Math.round(value * 1000) / 1000;
  return isWithin(short, limit) === passed ? short : value;
}

function isWithin(value: number | string, { minimum, maximum, equals }: ReportLimit): boolean {
  if (equals !== undefined) return value === equals;
  if (minimum === undefined && maximum === undefined) return true;
  if (typeof value !== 'number') return false;
  return value >= (minimum ?? value) && value <= (maximum ?? value);
}

function limitText({ minimum, maximum, equals }: ReportLimit): string | null {
  const parts = [
    ...(minimum === undefined ? [] : [`>= ${minimum}`]),
    ...(maximum === undefined ? [] : [`<= ${maximum}`]),
    ...(equals === undefined ? [] : [`= ${equals}`]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

/** Completes "the report … does not pass: ", about one figure. */
export function failureText(limit: ReportLimit, { value }: GateMeasure): string {
  const { name, unit, counted } = limit;
  if (value === null) return `it does not say ${name}`;
  const asked = `(${askedText(limit)})`;
  const noun = value === 1 ? name.replace(/s\b/, '') : name;
  return counted ? `${value} ${noun} ${asked}` : `${name} is ${withUnit(value, unit)} ${asked}`;
}

function askedText({ minimum, maximum, equals, unit }: ReportLimit): string {
  const parts = [
    ...(minimum === undefined ? [] : [`at least ${withUnit(minimum, unit)}`]),
    ...(maximum === undefined ? [] : [`at most ${withUnit(maximum, unit)}`]),
    ...(equals === undefined ? [] : [`has to be ${withUnit(equals, unit)}`]),
  ];
  return parts.join(', ');
}

function withUnit(value: number | string, unit: string): string {
  if (unit === '' || typeof value === 'string') return String(value).slice(0, 100);
  return unit.startsWith('/') ? `${value}${unit}` : `${value} ${unit}`;
}
