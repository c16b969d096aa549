import type { AgentHealth } from '../../../protocol/agents.ts';
import type { AgentsConfiguration } from '../../../protocol/configuration/agentConfiguration.ts';

interface Course {
  readonly fresh: boolean;
  /** Moments of the newest changes, oldest first. */
  readonly changes: readonly number[];
}

/** How often each agent changed between fresh and not fresh. */
export class HealthChanges {
  readonly #courses = new Map<string, Course>();

  /**
   * Takes the health an agent has at a moment.
   * @returns until when it is flapping; undefined where it is not
   */
  note(
    id: string,
    health: AgentHealth,
    now: number,
    { changes, withinSeconds }: AgentsConfiguration['flapping'],
  ): number | undefined {
    const course = this.#after(id, health, now, changes);
    const first = course?.changes.at(-changes);
    const until = first === undefined ? now : first + withinSeconds * 1000;
    return until > now ? until : undefined;
  }

  forget(id: string): void {
    this.#courses.delete(id);
  }

  #after(id: string, health: AgentHealth, now: number, kept: number): Course | undefined {
    const course = this.#courses.get(id);
    // An agent that has ended or was never seen is neither.
    if (health === 'ended' || health === 'unknown') return course;
    const fresh = health === 'fresh';
    if (course?.fresh === fresh) return course;
    const after = { fresh, changes: course ? [...course.changes.slice(1 - kept), now] : [] };
    this.#courses.set(id, after);
    return after;
  }
}
