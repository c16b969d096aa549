import { createHash } from 'node:crypto';
import { identifier } from '../../../protocol/names.ts';
import { type Disagreement, disagreementKind } from '../../../protocol/reconciliation.ts';
import type { FileFacts } from '../declarations/declaredFacts.ts';
import { agentPointsOf } from './agentPoints.ts';
import { contributionsOf } from './contributions.ts';
import { declaredTwiceOf } from './declaredTwice.ts';
import type { Finding } from './disagreement.ts';
import { type LedgerView, ledgerDifferencesOf } from './ledgerDifferences.ts';
import { percentagesOf } from './percentages.ts';
import { progressOf } from './progress.ts';
import { type LineCounts, statedLinesOf } from './statedLines.ts';
import { totalsOf } from './totals.ts';
import { unreadableOf } from './unreadable.ts';

const order = new Map(disagreementKind.options.map((kind, index) => [kind, index]));
/** Of longer lists of places the first ones are told. */
const maximumFigures = 500;
const byNumber = new Intl.Collator('en', { numeric: true });

/** In what one file disagrees with itself, with the ledger, and with the files it speaks of. */
export function findingsOf(facts: FileFacts, ledger: LedgerView, linesOf: LineCounts): Finding[] {
  return [
    ...totalsOf(facts),
    ...progressOf(facts),
    ...contributionsOf(facts),
    ...percentagesOf(facts),
    ...ledgerDifferencesOf(facts, ledger),
    ...statedLinesOf(facts, linesOf),
    ...unreadableOf(facts),
  ];
}

/** Everything that disagrees, in order: what single files showed, and what files say of the same things. */
export function disagreementsOf(
  all: readonly FileFacts[],
  ledger: LedgerView,
  ofFiles: readonly Finding[],
): Disagreement[] {
  return identified([...ofFiles, ...declaredTwiceOf(all), ...agentPointsOf(all, ledger)]).sort(
    (one, other) =>
      (order.get(one.kind) ?? 0) - (order.get(other.kind) ?? 0) ||
      byNumber.compare(one.subject, other.subject) ||
      byNumber.compare(one.id, other.id),
  );
}

/** An id says what a disagreement is about, so that it stays while figures and lines move. */
function identified(findings: readonly Finding[]): Disagreement[] {
  const seen = new Map<string, number>();
  return findings.map(({ detail, contract, ...finding }) => {
    const file = finding.figures.find(({ place }) => place !== null)?.place?.replace(/:\d+$/, '') ?? '';
    const about = [finding.kind, finding.subject, file, detail ?? ''].join('\n');
    const before = seen.get(about) ?? 0;
    seen.set(about, before + 1);
    const hash = createHash('sha256').update(`${about}\n${before}`).digest('hex').slice(0, 12);
    return {
      id: `${finding.kind}-${hash}`,
      ...finding,
      figures: finding.figures.slice(0, maximumFigures),
      contract: identifier.safeParse(contract).data ?? null,
    };
  });
}
