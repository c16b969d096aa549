import type { Repositories } from '../repositories.ts';
import { agentHistoryDocument, inboxDocument } from './agentDocuments.ts';
import { entriesDocument } from './contractDocument.ts';
import { deploymentDocument } from './deploymentDocument.ts';
import { LiveDocuments } from './liveDocuments.ts';

const documentKinds = {
  deployment: deploymentDocument,
  inbox: inboxDocument,
  agentHistory: agentHistoryDocument,
  entries: entriesDocument,
} as const;

export type DocumentKind = keyof typeof documentKinds;

/** The documents about rows of the sidebar. */
export function liveDocuments(repositories: Repositories): LiveDocuments<DocumentKind> {
  return new LiveDocuments('swarm-document', repositories, documentKinds);
}
