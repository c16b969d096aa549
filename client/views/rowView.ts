import type { MarkdownString } from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import type { RowTypes } from '../../server/protocol/rows.ts';
import type { LiveStore, StoreChange } from '../infrastructure/liveStore.ts';
import type { Grouping } from './rowIndex.ts';
import type { RowPresentation } from './rowPresentation.ts';

/** What a tree shows of one resource: add a view by giving one of these to a `ResourceTree`. */
export interface RowView<Name extends ResourceName> {
  readonly resource: Name;
  grouping(store: LiveStore): Grouping<RowTypes[Name]>;
  /** Rows that a change of another resource may show anew. */
  related?(change: StoreChange, store: LiveStore): Iterable<string>;
  /** A line above the rows, e.g. what is left out; undefined where there is nothing to say. */
  message?(shown: number, total: number): string | undefined;
  /** The view's title where it tells something: unlike all else it can be read while the view is collapsed. */
  title?(stores: readonly LiveStore[]): string;
  /** Outermost groups that are shown even while they are empty. */
  keptGroups?(store: LiveStore): readonly string[];
  presentGroup(path: readonly string[], count: number): RowPresentation;
  /** The team a group stands for, where it does. */
  teamOf?(path: readonly string[]): string | undefined;
  presentRow(row: RowTypes[Name], store: LiveStore): RowPresentation;
  tooltip(row: RowTypes[Name], store: LiveStore): MarkdownString;
  /** Parts of a row, e.g. the credits of a contract. */
  parts?(row: RowTypes[Name]): readonly RowPart[];
  /** A sentence for a repository that has no such rows, where several repositories are open. */
  readonly empty: string;
}

export interface RowPart {
  /** Unique within its row. */
  readonly id: string;
  readonly presentation: RowPresentation;
  tooltip(): MarkdownString;
}
