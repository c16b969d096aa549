import type { Deployment } from '../../protocol/deployments.ts';
import type { CommandStore } from '../events/subject.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { departureOf } from './departureOf.ts';
import { type DeploymentHistory, hasEnded, routeOf, slotIdOf } from './deploymentHistory.ts';
import { deploymentRow, mayHaveRequests, type PresentFacts } from './deploymentRow.ts';
import { deploymentsIn } from './deploymentStream.ts';
import { deploymentSubject } from './deploymentSubject.ts';
import type { TrafficBook } from './traffic/trafficBook.ts';

/** Deployments that have ended and are shown nevertheless; older ones are asked for. */
const shownEnded = 200;

export interface DeploymentRowsParts {
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly book: TrafficBook;
  /** What whoever drives a deployment knows of it. */
  present(id: string): Pick<PresentFacts, 'position' | 'waitsFor' | 'answer' | 'measured'>;
}

/** Which deployments to list. */
export interface DeploymentFilter {
  readonly environment?: string | undefined;
  readonly team?: string | undefined;
  readonly state?: Deployment['state'] | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Keeps the rows of deployments true: every open one and the newest of those that ended, newest first. */
export class DeploymentRows {
  readonly #parts: DeploymentRowsParts;

  constructor(parts: DeploymentRowsParts) {
    this.#parts = parts;
  }

  /** Shows one as it is now. */
  show(id: string): Deployment | undefined {
    const history = this.#history(id);
    if (!history) return undefined;
    const row = this.#row(id, history);
    this.#parts.rows.set('deployments', id, row, (first, second) => Number(second) - Number(first));
    this.#forgetOldest();
    return this.#parts.rows.get('deployments', id);
  }

  /** Shows those again whose part of the requests may be another one. */
  showRoute(route: string): void {
    for (const row of this.#parts.rows.list('deployments'))
      if (routeOf(row) === route && (row.share > 0 || row.endedAt === null || row.state === 'live'))
        this.show(row.id);
  }

  showAll(): void {
    const all = deploymentsIn(this.#parts.commands).toReversed();
    const shown = all.filter(([, history], index) => index < shownEnded || !hasEnded(history));
    this.#parts.rows.replace(
      'deployments',
      new Map(shown.map(([id, history]) => [id, this.#row(id, history)])),
    );
  }

  /** Also those that are too old to be shown. */
  list({
    environment,
    team,
    state,
    before = Number.POSITIVE_INFINITY,
    limit,
  }: DeploymentFilter): Deployment[] {
    const found: Deployment[] = [];
    for (const [id, history] of deploymentsIn(this.#parts.commands).toReversed()) {
      if (found.length === limit) break;
      const isAsked =
        Number(id) < before &&
        (environment ?? history.environment) === history.environment &&
        (team ?? history.team) === history.team &&
        (state ?? history.state) === history.state;
      if (isAsked) found.push(this.#row(id, history));
    }
    return found;
  }

  #forgetOldest(): void {
    const { rows } = this.#parts;
    const all = rows.list('deployments');
    if (all.length <= shownEnded) return;
    for (const { id, endedAt } of all.slice(shownEnded)) if (endedAt !== null) rows.delete('deployments', id);
  }

  #history(id: string): DeploymentHistory | undefined {
    return this.#parts.commands.get(deploymentSubject, id).state ?? undefined;
  }

  #row(id: string, history: DeploymentHistory): Deployment {
    const { book, present } = this.#parts;
    const slotId = slotIdOf(history);
    const slot = slotId === undefined || hasEnded(history) ? undefined : book.slot(slotId);
    const share = this.#share(id, history);
    const left = share > 0 ? null : departureOf(id, history, this.#parts);
    return deploymentRow(id, history, { ...present(id), slot, share, left });
  }

  #share(id: string, history: DeploymentHistory): number {
    const { slot, commit } = history;
    const { live, canary } = this.#parts.book.state(routeOf(history));
    if (slot === null) return 0;
    const isCanary = canary?.slot === slot;
    if (!isCanary && (live?.slot !== slot || live.commit !== commit)) return 0;
    if (this.#holder(routeOf(history), slot) !== id) return 0;
    return isCanary ? canary.percent : 100 - (canary?.percent ?? 0);
  }

  /** The last one that has sent requests to a slot: the same commit may have been there before. */
  #holder(route: string, slot: string): string | undefined {
    const found = deploymentsIn(this.#parts.commands).findLast(
      ([, history]) => routeOf(history) === route && history.slot === slot && mayHaveRequests(history),
    );
    return found?.[0];
  }
}
