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

/** What a table counts, by its keys, from what `show table` says. */
export function parseTable(table: string): Map<string, number> {
  return new Map(
    [...table.matchAll(/ key=(\S+) .*?gpc0=(\d+)/g)].map(([, key = '', count]) => [key, Number(count)]),
  );
}
