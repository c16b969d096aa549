import { actorName } from '../../../protocol/names.ts';
import type { ProblemCode } from '../../../protocol/problem.ts';
import type { CommandStore, EventDraft } from '../../events/subject.ts';
import { withoutTokens } from '../tokens/tokenSecret.ts';
import {
  type AccessHistory,
  accessDenied,
  accessSubject,
  type Denial,
  decideDenial,
} from './accessSubject.ts';

/** No name can be written like this, so that no stream of a name is that of callers without one. */
const unknownCaller = '(unknown)';
const codes: ReadonlySet<ProblemCode> = new Set([
  'unauthorized',
  'foreign-host',
  'foreign-origin',
  'not-allowed',
]);
const longestDetail = 500;
/** Kinds of denials that are counted at the same time: names in headers are free. */
const mostKinds = 1000;

interface Counted {
  readonly who: string;
  readonly denial: Denial;
  readonly count: number;
}

/** Writes every denial into the log, equal ones of an hour as a number, so that nobody can fill the log with them. */
export class AccessRecord {
  readonly #commands: CommandStore;
  readonly #now: () => number;
  /** Denials that no event tells of yet. */
  readonly #counted = new Map<string, Counted>();

  constructor(commands: CommandStore, now: () => number = Date.now) {
    this.#commands = commands;
    this.#now = now;
  }

  /**
   * Takes note of a refusal where it is a denial.
   * @param who whom it was denied; null where no token proves it and no name is declared
   */
  refused(who: string | null, { detail, ...refusal }: Denial): void {
    if (!codes.has(refusal.code)) return;
    const denial = { ...refusal, detail: withoutTokens(detail).slice(0, longestDetail) };
    const name = who !== null && actorName.safeParse(who).success ? who : unknownCaller;
    const key = JSON.stringify([name, denial.code, denial.route]);
    const count = (this.#counted.get(key)?.count ?? 0) + 1;
    const isWritten = this.#append(name, (state) => decideDenial(state, denial, count, this.#now()));
    this.#counted.delete(key);
    if (!isWritten) this.#counted.set(key, { who: name, denial, count });
    this.#forgetOldest();
  }

  /** Writes down what was only counted so far. */
  close(): void {
    for (const { who, denial, count } of this.#counted.values())
      this.#append(who, () => [accessDenied(denial, count)]);
    this.#counted.clear();
  }

  #append(who: string, decide: (state: AccessHistory) => readonly EventDraft[]): boolean {
    let isWritten = false;
    const actor = who === unknownCaller ? 'swarm' : who;
    const watched = (state: AccessHistory) => {
      const drafts = decide(state);
      isWritten = drafts.length > 0;
      return drafts;
    };
    // Where the log cannot be written the request is refused all the same. The decision falls in this turn.
    this.#commands.execute(accessSubject, who, watched, { actor }).catch(() => {});
    return isWritten;
  }

  #forgetOldest(): void {
    const [oldest] = this.#counted.keys();
    if (this.#counted.size > mostKinds && oldest !== undefined) this.#counted.delete(oldest);
  }
}
