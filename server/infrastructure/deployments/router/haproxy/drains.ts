/** When traffic left a server, and when what was under way then has to end: milliseconds of the epoch. */
interface Drain {
  readonly left: number;
  readonly end: number;
}

interface TargetChange {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly now: number;
  /** Time that what is under way has. */
  readonly seconds: number;
}

const unitSeconds: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };

/**
 * The deadlines by server, as a map of HAProxy holds them: whoever asks it next, a service that was started
 * meanwhile included, goes on with them. Servers that traffic has just left get one; those it is back on lose theirs.
 */
export function changedDrains(
  present: ReadonlyMap<string, string>,
  { before, after, now, seconds }: TargetChange,
): Map<string, string> {
  const drains = new Map(present);
  for (const name of before)
    if (!after.includes(name)) drains.set(name, `${now}|${now + Math.round(seconds * 1000)}`);
  for (const name of after) drains.delete(name);
  return drains;
}

/** Those whose time is over. */
export function overdueDrains(drains: ReadonlyMap<string, string>, now: number): Map<string, Drain> {
  return new Map(
    [...drains]
      .map(([name, value]) => [name, parseDrain(value)] as const)
      .filter(([, { end }]) => end <= now),
  );
}

/** Milliseconds until the next one; undefined where there is none. */
export function untilNextDrain(drains: ReadonlyMap<string, string>, now: number): number | undefined {
  const ends = [...drains.values()].map((value) => parseDrain(value).end).filter((end) => end > now);
  return ends.length === 0 ? undefined : Math.min(...ends) - now;
}

/**
 * The commands that end what began before traffic left; a preview may have begun something since. HAProxy tells whole seconds.
 * @param sessions what `show sess` says
 */
export function endingCommands(overdue: ReadonlyMap<string, Drain>, sessions: string, now: number): string[] {
  return parseSessions(sessions).flatMap(({ pointer, server, ageSeconds }) => {
    const drain = overdue.get(server);
    const began = drain !== undefined && ageSeconds >= Math.floor((now - drain.left) / 1000);
    return began ? [`shutdown session ${pointer}`] : [];
  });
}

/** A request or WebSocket under way. */
interface Session {
  readonly pointer: string;
  readonly server: string;
  readonly ageSeconds: number;
}

function parseSessions(text: string): Session[] {
  return [...text.matchAll(/^(0x[0-9a-f]+): .*? srv=(\S+) .*?\bage=(\S+)/gm)].map(
    ([, pointer = '', server = '', age = '']) => ({ pointer, server, ageSeconds: secondsOf(age) }),
  );
}

/** `1h2m`, `5m3s` or `7s`. */
function secondsOf(age: string): number {
  return [...age.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit = 's']) => sum + Number(count) * (unitSeconds[unit] ?? 0),
    0,
  );
}

function parseDrain(value: string): Drain {
  const [left = 0, end = 0] = value.split('|').map(Number);
  return { left, end };
}
