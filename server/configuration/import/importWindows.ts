import type { ImportContext } from './importContext.ts';
import type { ValuePath } from './importedValues.ts';
import { texts } from './readValue.ts';

/** The maintenance windows of an environment. */
export function importWindows({ values }: ImportContext, path: ValuePath): object {
  const place = [...path, 'maintenanceWindows'];
  const windows = values.take(
    place,
    (value) => {
      const read = Array.isArray(value) ? value.map(readWindow) : [undefined];
      return read.every((each) => each !== undefined) ? read : undefined;
    },
    'one of them has no day, start and end that can be read',
  );
  return windows === undefined || windows.length === 0 ? {} : { windows };
}

function readWindow(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { day, days, start, from, end, to, timezone, timeZone } = value as Record<string, unknown>;
  const named = texts(days ?? (day === undefined ? undefined : [day]))?.map((each) =>
    each.slice(0, 3).toLowerCase(),
  );
  const [opens, closes] = [start ?? from, end ?? to];
  if (typeof opens !== 'string' || typeof closes !== 'string') return undefined;
  const zone = timeZone ?? timezone ?? 'UTC';
  return { ...(named ? { days: named } : {}), from: opens, to: closes, timeZone: String(zone) };
}
