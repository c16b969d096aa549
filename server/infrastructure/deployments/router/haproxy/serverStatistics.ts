import { proxyName } from './haproxyConfiguration.ts';

/** One server's line of `show stat`, by the names of its columns. */
export interface ServerStatistics {
  readonly name: string;
  /** A column as a number. */
  count(column: string): number;
}

/** The servers of a route, and the sums over all, by what `show stat` says. */
export function parseStatistics(csv: string): ServerStatistics[] {
  const [head = '', ...lines] = csv.split('\n');
  const columns = head.replace(/^# /, '').split(',');
  return lines.flatMap((line) => {
    const cells = new Map(line.split(',').map((cell, place) => [columns[place] ?? '', cell]));
    const name = cells.get('svname') ?? '';
    if (cells.get('pxname') !== proxyName) return [];
    const count = (column: string) => Number(cells.get(column) || 0);
    return [{ name, count }];
  });
}

/** What a counter of a table has come to, by key, from what `show table` says. */
export function parseTable(table: string, counter: 'gpc0' | 'gpc1'): Map<string, number> {
  const line = counter === 'gpc0' ? / key=(\S+) .*?gpc0=(\d+)/g : / key=(\S+) .*?gpc1=(\d+)/g;
  return new Map([...table.matchAll(line)].map(([, key = '', count]) => [key, Number(count)]));
}
