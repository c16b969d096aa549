import type { Attention } from '../../../protocol/snapshot.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { many } from '../../sentence.ts';
import { absenceOf } from './agentAbsence.ts';
import { type FailoverState, failoverSubject } from './failoverSubject.ts';

/**
 * Tells people of work that an agent left behind: as long as the agent is gone, and its branch is there or what it had
 * waits in the pool.
 */
export class FailoverNotices {
  readonly #commands: CommandStore;
  readonly #rows: RowStore;
  #ends: (() => void)[] = [];
  /** Agents that a notice may be about, so that other changes of rows cost nothing. */
  readonly #agents = new Set<string>();

  constructor(commands: CommandStore, rows: RowStore) {
    this.#commands = commands;
    this.#rows = rows;
  }

  start(): void {
    for (const [agent, { state }] of this.#commands.all(failoverSubject))
      if (state.last !== null) this.#agents.add(agent);
    this.#showAll();
    const prefix = `${failoverSubject.name}/`;
    this.#ends = [
      this.#commands.onCommitted(({ stream, type }) => {
        if (type !== 'failover.completed') return;
        this.#agents.add(stream.slice(prefix.length));
        this.#show(stream.slice(prefix.length));
      }),
      this.#rows.onChanged(({ resource, id }) => {
        if (this.#agents.size === 0) return;
        if (resource === 'agents' && this.#agents.has(id)) this.#show(id);
        if (resource === 'branches' || resource === 'tasks') this.#showAll();
      }),
    ];
  }

  close(): void {
    for (const end of this.#ends) end();
  }

  #showAll(): void {
    for (const agent of this.#agents) this.#show(agent);
  }

  #show(agent: string): void {
    const id = `failover/${agent}`;
    const message = this.#messageOf(agent, this.#commands.get(failoverSubject, agent).state);
    if (message === undefined) {
      this.#agents.delete(agent);
      this.#rows.delete('attention', id);
    } else {
      const row: Attention = { id, resource: 'agents', row: agent, message };
      this.#rows.set('attention', id, row);
    }
  }

  #messageOf(agent: string, { last }: FailoverState): string | undefined {
    if (last === null || absenceOf(this.#rows.get('agents', agent)) === undefined) return undefined;
    const { branch, worktree, returned, leases, why } = last;
    const isThere = branch !== null && this.#rows.get('branches', branch) !== undefined;
    const waiting = returned.filter((id) => this.#rows.get('tasks', id)?.stage === 'open');
    if (!isThere && waiting.length === 0) return undefined;
    const tasks = returned.length === 0 ? [] : [`${many(returned.length, 'task')} (${listed(returned)})`];
    const held = leases.length === 0 ? [] : [many(leases.length, 'lease')];
    const where = worktree === null ? '' : ` in ${worktree}`;
    const kept = branch === null ? '' : ` Its work is kept on ${branch}${where}.`;
    return `${agent} ${why}; ${[...tasks, ...held].join(' and ')} went back to the pool.${kept}`;
  }
}

function listed(ids: readonly string[]): string {
  const more = ids.length > 3 ? ` and ${ids.length - 3} more` : '';
  return `${ids.slice(0, 3).join(', ')}${more}`;
}
