import type { Posting } from '../../protocol/ledger.ts';
import { emptyLayers, type LayeredMap, layeredGet, layeredSet } from '../collections/layeredMap.ts';
import { Refusal } from '../refusal.ts';

/**
 * `issued`: where the points of a contract come from; it stands against all others and is never above nothing.
 * `budget`: what nobody was promised. `held`: promised for a task. `earned`: an agent's.
 */
const accountKinds = ['issued', 'budget', 'held', 'earned'] as const;
type AccountKind = (typeof accountKinds)[number];

/** What the accounts of one contract hold. The sum over all of them is nothing, always. */
export interface Books {
  readonly accounts: LayeredMap<string, number>;
  /** Sums over the accounts of each kind. */
  readonly sums: Readonly<Record<AccountKind, number>>;
}

export const emptyBooks: Books = {
  accounts: emptyLayers(),
  sums: { issued: 0, budget: 0, held: 0, earned: 0 },
};

export const issued = (contract: string): string => `issued/${contract}`;
export const budget = (contract: string): string => `budget/${contract}`;
export const held = (contract: string, task: string): string => `held/${contract}/${task}`;
export const earned = (agent: string): string => `earned/${agent}`;

/** Points that go from one account to another. */
export function move(points: number, from: string, to: string): Posting[] {
  return [
    { account: from, points: -points },
    { account: to, points },
  ];
}

/** What an account holds. */
export function balanceOf({ accounts }: Books, account: string): number {
  return layeredGet(accounts, account) ?? 0;
}

/** The books after an entry. */
export function posted(books: Books, postings: readonly Posting[]): Books {
  let { accounts } = books;
  const sums = { ...books.sums };
  for (const { account, points } of postings) {
    accounts = layeredSet(accounts, account, (layeredGet(accounts, account) ?? 0) + points);
    sums[kindOf(account)] += points;
  }
  return { accounts, sums };
}

/**
 * Lets an entry pass that adds up to nothing and overdraws no account: every decision that moves points asks here.
 * @throws {Refusal} `over-budget`
 */
export function checkedPostings(books: Books, postings: readonly Posting[]): Posting[] {
  if (postings.reduce((sum, { points }) => sum + points, 0) !== 0)
    throw new TypeError('The postings of an entry do not add up to nothing.');
  const after = posted(books, postings);
  const overdrawn = postings.find(
    ({ account }) => kindOf(account) !== 'issued' && balanceOf(after, account) < 0,
  );
  if (!overdrawn) return [...postings];
  const present = balanceOf(books, overdrawn.account);
  throw new Refusal('over-budget', `${overdrawn.account} holds ${present} points; that is too few.`, {
    account: overdrawn.account,
    points: present,
  });
}

function kindOf(account: string): AccountKind {
  const kind = accountKinds.find((one) => account.startsWith(`${one}/`));
  if (kind === undefined) throw new TypeError(`There is no kind of account like that of ${account}.`);
  return kind;
}
