/** A line of `-X importtime`: a module's own microseconds and those with what it imports. */
const row = /^import time:\s*(\d{1,12}) \|\s*\d{1,12} \|\s*([^\s\p{Cc}`][^\p{Cc}`]{0,200}?)\s*$/gmu;

/** Printed where what is measured ends: what comes after is the measuring itself. */
export const endOfTimes = 'import time: end\n';

/** Milliseconds that each module took by itself, without what it imports, as `-X importtime` tells them. */
export function importTimes(errorOutput: string): Map<string, number> {
  const end = errorOutput.indexOf(endOfTimes);
  const counted = end === -1 ? errorOutput : errorOutput.slice(0, end);
  const times = new Map<string, number>();
  for (const [, microseconds = '0', module = ''] of counted.matchAll(row))
    times.set(module, (times.get(module) ?? 0) + Number(microseconds) / 1000);
  return times;
}
