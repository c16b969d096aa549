import { deploymentSubject } from '../../deployments/deploymentSubject.ts';
import type { EventLog } from '../../events/eventLog.ts';
import type { CommandStore } from '../../events/subject.ts';
import { LandedChecks } from './landedChecks.ts';

/** What came of a gate or check for a commit, and where. */
export type CheckOutcome =
  | { readonly outcome: 'passed' | 'failed' | 'bypassed'; readonly where: string }
  | { readonly outcome: 'none' };

/** Gates and checks that the log tells of. */
export class PassedChecks {
  readonly #commands: CommandStore;
  readonly #landed: LandedChecks;

  constructor(commands: CommandStore, events: Pick<EventLog, 'read'>, targets: () => Iterable<string>) {
    this.#commands = commands;
    this.#landed = new LandedChecks(events, targets);
  }

  /** What came of a gate for exactly this commit; that it passed somewhere counts for more than anything else. */
  async find(commit: string, gate: string): Promise<CheckOutcome> {
    let found: CheckOutcome = { outcome: 'none' };
    for (const [id, { state }] of this.#commands.all(deploymentSubject)) {
      if (state?.commit !== commit) continue;
      const outcome = state.outcomes.find(({ name }) => name === gate)?.outcome;
      const where = `deployment ${id}`;
      if (outcome === 'passed') return { outcome, where };
      if (outcome === 'failed' || outcome === 'bypassed') found = { outcome, where };
    }
    const target = await this.#landed.target(commit, gate);
    return target === undefined ? found : { outcome: 'passed', where: `the merge queue of ${target}` };
  }
}
