import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { ConflictHints } from '../conflicts/conflictHints.ts';
import type { ConflictPanels } from '../conflicts/conflictPanels.ts';
import type { DashboardPanels } from '../dashboard/dashboardPanels.ts';
import type { DocumentKind } from '../documents/documentKinds.ts';
import type { LiveDocuments } from '../documents/liveDocuments.ts';
import type { VirtualDocuments } from '../documents/virtualDocuments.ts';
import type { Drafts } from '../input/drafts.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import type { OutputDocuments } from '../outputs/outputDocuments.ts';
import type { SlotPreviews } from '../preview/slotPreviews.ts';
import type { Repositories } from '../repositories.ts';
import type { Views } from '../views/views.ts';

/** What commands work with. */
export interface CommandContext {
  readonly extension: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly repositories: Repositories;
  readonly views: Views;
  readonly documents: VirtualDocuments;
  readonly liveDocuments: LiveDocuments<DocumentKind>;
  readonly drafts: Drafts;
  readonly dashboards: DashboardPanels;
  readonly outputs: OutputDocuments;
  readonly previews: SlotPreviews;
  readonly hints: ConflictHints;
  readonly conflictPanels: ConflictPanels;
  readonly languageServer: LanguageServer;
}

/** A command: the same function serves palette, tree row and keybinding. */
export type CommandFunction = (context: CommandContext, argument: unknown) => Promise<void>;
