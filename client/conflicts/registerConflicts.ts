import { type ExtensionContext, type LogOutputChannel, languages } from 'vscode';
import { BlobTexts } from '../documents/blobTexts.ts';
import type { VirtualDocuments } from '../documents/virtualDocuments.ts';
import type { Repositories } from '../repositories.ts';
import { ConflictHints } from './conflictHints.ts';
import { ConflictPanels } from './conflictPanels.ts';
import { HintDecorations } from './hintDecorations.ts';
import { HintHover } from './hintHover.ts';
import { HintLenses } from './hintLenses.ts';

/** What shows conflicts between branches. */
export interface ConflictParts {
  readonly hints: ConflictHints;
  readonly conflictPanels: ConflictPanels;
}

/** Builds the hints in the editor and the panels of the conflict forecast. */
export function registerConflicts(
  extension: ExtensionContext,
  repositories: Repositories,
  documents: VirtualDocuments,
  log: LogOutputChannel,
): ConflictParts {
  const blobs = new BlobTexts();
  const hints = new ConflictHints({ repositories, blobs, log });
  const conflictPanels = new ConflictPanels({ extension, repositories, documents, log });
  const files = { scheme: 'file' };
  extension.subscriptions.push(
    hints,
    conflictPanels,
    new HintDecorations(extension, hints),
    languages.registerCodeLensProvider(files, new HintLenses(hints)),
    languages.registerHoverProvider(files, new HintHover(hints, blobs)),
  );
  return { hints, conflictPanels };
}
