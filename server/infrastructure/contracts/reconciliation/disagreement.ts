import type { Disagreement, DisagreementKind, StatedFigure } from '../../../protocol/reconciliation.ts';
import type { Figure, FileFacts } from '../declarations/declaredFacts.ts';

/** A disagreement before it has its id. */
export interface Finding extends Omit<Disagreement, 'id' | 'contract'> {
  readonly kind: DisagreementKind;
  /** Contract it belongs to; null where it belongs to none. */
  readonly contract: string | null;
  /** What tells it from others of the same kind about the same thing, where there can be several. */
  readonly detail?: string;
}

/** A figure of a file with its place. */
export function stated(facts: Pick<FileFacts, 'file'>, label: string, figure: Figure): StatedFigure {
  return { label, value: figure.text, place: `${facts.file}:${figure.line}` };
}

/** A figure that was counted here, or that the ledger has. */
export function counted(label: string, value: number | string): StatedFigure {
  return { label, value: String(value), place: null };
}
