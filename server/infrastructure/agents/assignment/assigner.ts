import type { Agent } from '../../../protocol/agents.ts';
import type { Assignment, AssignTask } from '../../../protocol/assignment.ts';
import type { Task } from '../../../protocol/tasks.ts';
import { KeyedMutex } from '../../concurrency/keyedMutex.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { absenceOf } from '../failover/agentAbsence.ts';
import { isWorkOf } from '../failover/agentHoldings.ts';
import { byLeastWork, lackedBy, unavailability, workOf } from './agentFitness.ts';
import { inOrderOfWork } from './chooseTask.ts';
import { type GivenTask, GivenTasks, stepOf, whyNotAgain } from './givenTasks.ts';
import { noTask, whyNoTask } from './noTask.ts';
import type { TaskLeases } from './taskLeases.ts';
import { type TaskName, type TaskPool, taskName } from './taskPool.ts';

export interface AssignerParts {
  readonly configuration: Pick<ConfigurationFile, 'current'>;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly leases: TaskLeases;
  readonly tasks: TaskPool;
}

/** Gives agents their tasks. The ledger decides who has one: of two that choose the same, one chooses again. */
export class Assigner {
  readonly #parts: AssignerParts;
  /** Tasks that somebody is claiming at this moment. */
  readonly #claiming = new Set<string>();
  readonly #leases: TaskLeases;
  readonly #given: GivenTasks;
  /** By agent: of two requests for its next task the second sees what the first one gave. */
  readonly #asking = new KeyedMutex();

  constructor(parts: AssignerParts) {
    this.#parts = parts;
    this.#leases = parts.leases;
    this.#given = new GivenTasks(parts.commands);
  }

  /**
   * The next task of an agent; where it has one already, that.
   * @throws {Refusal} `not-found`
   */
  next(id: string, meta: CommandMeta): Promise<Assignment> {
    return this.#asking.run(id, () => this.#next(id, meta));
  }

  async #next(id: string, meta: CommandMeta): Promise<Assignment> {
    const { rows, configuration } = this.#parts;
    const agent = this.#agent(id);
    const before = await this.#given.before(meta, id);
    if (before) return this.#again(before, meta);
    const all = rows.list('tasks');
    const why = unavailability(agent, all, configuration.current.assignment.tasksPerAgent);
    const [present] = why === undefined ? [] : workOf(id, all).filter(({ stage }) => stage === 'claimed');
    if (present && !absenceOf(agent)) {
      await this.#given.remember(meta, id, present.id, id);
      return this.#withLeases(present, id, meta);
    }
    return why === undefined ? this.#claimFirst(agent, meta) : noTask(why);
  }

  /**
   * Gives a task to an agent, from whoever has it.
   * @throws {Refusal} `not-found`, `conflict`, `not-allowed`
   */
  async assign(name: TaskName, { agent: asked, anyway }: AssignTask, meta: CommandMeta): Promise<Assignment> {
    const { rows, tasks } = this.#parts;
    const task = rows.get('tasks', `${name.contract}/${name.task}`);
    if (!task) throw new Refusal('not-found', `${name.contract} has no task ${name.task}.`);
    const before = await this.#given.before(meta, task.id);
    if (before) return this.#again(before, meta);
    const agent = asked === undefined ? this.#bestFor(task) : this.#fitting(task, this.#agent(asked), anyway);
    const step = stepOf(meta);
    if (task.assignee !== null && task.assignee !== agent.id && task.stage !== 'open') {
      const reason = `Given to ${agent.id}`;
      await tasks.release(name, { attempt: task.attempt, failed: false, reason }, step);
      await this.#leases.end(task.id, ({ holder }) => holder !== agent.id, reason);
    }
    const claimed = await tasks.claim(name, { agent: agent.id, anyway }, step);
    await this.#given.remember(meta, task.id, task.id, agent.id);
    return this.#withLeases(claimed, agent.id, meta);
  }

  /** What a request gave before, while that is still so; a request that is sent again gives nothing else. */
  async #again(given: GivenTask, meta: CommandMeta): Promise<Assignment> {
    const { rows } = this.#parts;
    const task = rows.get('tasks', given.task);
    if (!task || !isWorkOf(task, given.agent) || absenceOf(rows.get('agents', given.agent)))
      return noTask(whyNotAgain(given));
    return this.#withLeases(task, given.agent, meta);
  }

  /** A task that an agent has, with the leases that go with it. */
  async #withLeases(task: Task, agent: string, { actor }: CommandMeta): Promise<Assignment> {
    const { leases, refused } = await this.#leases.take(task, agent, actor);
    return { task, leases, why: refused ?? `${agent} works on ${task.id}.` };
  }

  async #claimFirst(agent: Agent, meta: CommandMeta): Promise<Assignment> {
    const { rows } = this.#parts;
    const all = rows.list('tasks');
    const pool = all.filter((task) => task.stage === 'open' && task.phantom === null);
    const fitting = pool.filter((task) => lackedBy(agent, task).length === 0);
    const held = new Set<string>();
    let refused: string | undefined;
    for (const task of inOrderOfWork(fitting, all, Date.now())) {
      if (this.#claiming.has(task.id)) continue;
      const holder = this.#leases.holderInTheWay(task, agent.id);
      if (holder !== undefined) held.add(holder);
      else {
        const claimed = await this.#claim(task, agent, meta);
        if ('task' in claimed) return claimed;
        refused ??= claimed.refused;
      }
    }
    return noTask(whyNoTask(agent, { pool, fitting, held, refused }));
  }

  /** What the ledger gave, or why it did not. */
  async #claim(
    task: Task,
    agent: Agent,
    meta: CommandMeta,
  ): Promise<Assignment | { readonly refused: string }> {
    const { tasks } = this.#parts;
    const name = taskName(task.id);
    this.#claiming.add(task.id);
    try {
      const claimed = await tasks.claim(name, { agent: agent.id }, stepOf(meta));
      const { leases, refused } = await this.#leases.take(claimed, agent.id, meta.actor);
      if (refused === undefined) {
        await this.#given.remember(meta, agent.id, task.id, agent.id);
        return { task: claimed, leases, why: `${agent.id} works on ${task.id}.` };
      }
      // What others hold by now is worked on later, by whomever.
      const { attempt } = claimed;
      await tasks.release(
        name,
        { attempt, failed: false, reason: 'Others hold files of it' },
        { actor: meta.actor },
      );
      return { refused };
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'shutting-down') return { refused: error.message };
      throw error;
    } finally {
      this.#claiming.delete(task.id);
    }
  }

  #agent(id: string): Agent {
    const agent = this.#parts.rows.get('agents', id);
    if (agent) return agent;
    throw new Refusal('not-found', `There is no agent ${id}: it becomes known by its first heartbeat.`);
  }

  #bestFor(task: Task): Agent {
    const { rows, configuration } = this.#parts;
    const all = rows.list('tasks');
    const { tasksPerAgent } = configuration.current.assignment;
    const able = rows.list('agents').filter((agent) => lackedBy(agent, task).length === 0);
    const [best] = able
      .filter((agent) => agent.health === 'fresh' && unavailability(agent, all, tasksPerAgent) === undefined)
      .sort(byLeastWork(all));
    if (best) return best;
    throw new Refusal(
      'conflict',
      able.length === 0
        ? `No agent can do ${task.id}: it requires ${task.requires.join(', ')}.`
        : `None of the ${able.length} agents that can do ${task.id} is free now.`,
    );
  }

  #fitting(task: Task, agent: Agent, anyway: string | undefined): Agent {
    const all = this.#parts.rows.list('tasks');
    const why = unavailability(agent, all, Number.POSITIVE_INFINITY);
    if (why !== undefined) throw new Refusal('conflict', why);
    const lacked = lackedBy(agent, task);
    if (lacked.length === 0 || anyway !== undefined) return agent;
    throw new Refusal(
      'conflict',
      `${task.id} requires ${lacked.join(', ')}, which ${agent.id} does not say it can do. Give it another agent, or say why it gets it anyway.`,
      { lacked },
    );
  }
}
