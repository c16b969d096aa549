import { type DeploymentHistory, movesRequests, routeOf } from './deploymentHistory.ts';
import { type SlotHistory, wantedInstances } from './slots/slotHistory.ts';

/** A slot as the queue looks at it. */
export interface QueuedSlot
  extends Pick<SlotHistory, 'phase' | 'commit' | 'hash' | 'revision' | 'instances'> {
  readonly name: string;
  readonly live: boolean;
  /** Kept running for a rollback, or gets a part of the requests. */
  readonly kept: 'warm' | 'canary' | null;
  /** Why it is not to be chosen for this deployment: a sentence. */
  readonly obstacle: string | null;
}

export interface QueueFacts {
  /** Deployments that have not ended, oldest first. */
  readonly open: readonly (readonly [id: string, history: DeploymentHistory])[];
  /** Deployments that may be under way in an environment. */
  atOnce(environment: string): number;
  /** Slots of an environment and team, as somebody may use them. */
  slots(route: string, actor: string): readonly QueuedSlot[];
}

/** What becomes of one that is queued. */
export interface QueuePlace {
  readonly id: string;
  /** In its environment, from 1; 0 where it begins now. */
  readonly position: number;
  /** The slot that it gets now; null where it waits. */
  readonly slot: string | null;
  /** What it waits for: a sentence; empty where it gets a slot. */
  readonly waitsFor: string;
}

/** Which of the queued deployments begin now, in which slots, and what the others wait for. */
export function queuePlaces(facts: QueueFacts): QueuePlace[] {
  const book = new QueueBook();
  for (const [id, history] of facts.open)
    if (history.state !== 'queued') book.begin(id, history, history.slot);
  return facts.open.flatMap(([id, history]): QueuePlace[] => {
    if (history.state !== 'queued' || history.ending !== null) return [];
    const choice = choose(facts, history, book);
    if ('waitsFor' in choice) return [{ id, position: book.wait(history), slot: null, ...choice }];
    book.begin(id, history, choice.name);
    return [{ id, position: 0, slot: choice.name, waitsFor: '' }];
  });
}

/** Who is under way in which environment and slot, and how many wait. */
class QueueBook {
  readonly #running = new Map<string, string[]>();
  readonly #waiting = new Map<string, number>();
  readonly #holders = new Map<string, string>();

  begin(id: string, history: DeploymentHistory, slot: string | null): void {
    this.#running.set(history.environment, [...this.running(history), id]);
    if (slot !== null) this.#holders.set(`${routeOf(history)}/${slot}`, id);
    const { replaced } = history;
    // It may have to go back to that.
    if (replaced !== null && movesRequests(history))
      this.#holders.set(`${routeOf(history)}/${replaced.slot}`, id);
  }

  /** @returns its position */
  wait({ environment }: DeploymentHistory): number {
    const position = (this.#waiting.get(environment) ?? 0) + 1;
    this.#waiting.set(environment, position);
    return position;
  }

  running({ environment }: DeploymentHistory): readonly string[] {
    return this.#running.get(environment) ?? [];
  }

  holder(slotId: string): string | undefined {
    return this.#holders.get(slotId);
  }
}

type Choice = { readonly name: string } | { readonly waitsFor: string };

function choose(facts: QueueFacts, history: DeploymentHistory, book: QueueBook): Choice {
  const { environment } = history;
  const running = book.running(history);
  const limit = facts.atOnce(environment);
  if (running.length < limit)
    return chooseSlot(history, facts.slots(routeOf(history), history.requestedBy), book);
  return { waitsFor: `Waits for ${spokenList(running)}: ${atOnceWords(limit)} at once in ${environment}.` };
}

/** Its own slot where it named one; else one that runs the release already, an idle one, or the one that is only kept warm. */
function chooseSlot(history: DeploymentHistory, slots: readonly QueuedSlot[], book: QueueBook): Choice {
  const named = slots.filter(({ name }) => history.askedSlot === null || name === history.askedSlot);
  const obstacles = named.map((slot) => ({ slot, why: obstacleOf(history, slot, book) }));
  const free = obstacles.filter(({ why }) => why === null).map(({ slot }) => slot);
  const best = free.toSorted((a, b) => rank(history, a) - rank(history, b))[0];
  if (best) return { name: best.name };
  if (named.length === 0)
    return {
      waitsFor: `swarm.json declares no slot ${history.askedSlot ?? 'of the team'} in ${history.environment} any more.`,
    };
  return { waitsFor: `Waits for a slot: ${obstacles.map(({ why }) => why).join('; ')}.` };
}

/** Why a slot cannot be used for it now; null where it can. */
function obstacleOf(history: DeploymentHistory, slot: QueuedSlot, book: QueueBook): string | null {
  const { name, phase, live, kept, obstacle } = slot;
  const holder = book.holder(`${routeOf(history)}/${name}`);
  if (holder !== undefined) return `${name} is needed by deployment ${holder}`;
  if (obstacle !== null) return `${name}: ${obstacle}`;
  if (live) return history.strategy === 'recreate' ? null : `${name} is live`;
  if (kept === 'canary') return `${name} gets a part of the requests`;
  if (isPrepared(history, slot) || phase === 'idle' || phase === 'failed' || kept === 'warm') return null;
  return `${name} is ${phase}${slot.revision === null ? '' : ` with ${slot.revision}`}, stop it first`;
}

/** What runs the release already comes first, what is live last. */
function rank(history: DeploymentHistory, slot: QueuedSlot): number {
  if (slot.live) return 4;
  if (isPrepared(history, slot)) return 0;
  if (slot.phase === 'idle') return 1;
  return slot.phase === 'failed' ? 2 : 3;
}

/** Whether a slot serves what a deployment asks for. */
export function isPrepared(
  {
    commit,
    hash,
    strategy,
    instances,
  }: Pick<DeploymentHistory, 'commit' | 'hash' | 'strategy' | 'instances'>,
  slot: Pick<SlotHistory, 'phase' | 'commit' | 'hash' | 'instances'>,
): boolean {
  // What a rolling deployment lacks it starts itself.
  const isWhole = strategy === 'rolling' || wantedInstances(slot).length === instances;
  return slot.phase === 'healthy' && slot.commit === commit && slot.hash === hash && isWhole;
}

function atOnceWords(count: number): string {
  return count === 1 ? 'one deployment' : `${count} deployments`;
}

function spokenList(ids: readonly string[]): string {
  const named = ids.slice(0, 3).join(', ');
  return `${ids.length === 1 ? 'deployment' : 'deployments'} ${named}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''}`;
}
