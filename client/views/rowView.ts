import type { MarkdownString } from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import type { RowTypes } from '../../server/protocol/rows.ts';
import type { CommandId } from '../contributions.ts';
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
  message?(shown: number, total: number, stores: readonly LiveStore[]): string | undefined;
  /** A last row that offers the way to what is not there. */
  more?(store: LiveStore, repository: string): RowPresentation | undefined;
  /** Rows below all others that stand for no row of the resource, e.g. a leaderboard. */
  sections?(store: LiveStore, repository: string): readonly RowPart[];
  /** The resources about whose rows this view says that they need a human; its own where it names none. */
  readonly asksAbout?: readonly ResourceName[];
  /** The view's title where it tells something: unlike all else it can be read while the view is collapsed. */
  title?(stores: readonly LiveStore[]): string;
  /** Outermost groups that are shown even while they are empty. */
  keptGroups?(store: LiveStore): readonly string[];
  presentGroup(path: readonly string[], count: number, store: LiveStore): RowPresentation;
  /** The team a group stands for, where it does. */
  teamOf?(path: readonly string[]): string | undefined;
  presentRow(row: RowTypes[Name], store: LiveStore): RowPresentation;
  tooltip(row: RowTypes[Name], store: LiveStore): MarkdownString;
  /** Parts of a row, e.g. the credits of a contract. */
  parts?(row: RowTypes[Name], store: LiveStore): readonly RowPart[];
  /**
   * Name of what lies below a row. Where it is another one the row is new to the editor, which folds or unfolds it as
   * its presentation says: a row that it knows already stays as it is.
   */
  below?(row: RowTypes[Name], store: LiveStore): string | undefined;
  /** The command that a click on a row runs. */
  readonly opens?: CommandId;
  /** A sentence for a repository that has no such rows, where several repositories are open. */
  readonly empty: string;
}

export interface RowPart {
  /** Unique within its row. */
  readonly id: string;
  /** The row it stands for, where that is not the row it lies below. */
  readonly row?: { readonly resource: ResourceName; readonly id: string };
  readonly presentation: RowPresentation;
  tooltip(): MarkdownString;
  /** The command that a click on it runs. */
  readonly opens?: CommandId;
  readonly parts?: readonly RowPart[];
}
