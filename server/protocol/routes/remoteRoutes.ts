import {
  fetchedRemoteSchema,
  fetchRemoteSchema,
  pushBranchSchema,
  pushedBranchSchema,
} from '../branchRemote.ts';
import { none, post } from './route.ts';

/** What is done with the remote. */
export const remoteRoutes = {
  fetchRemote: post({
    path: '/v1/branches/fetch',
    summary: 'Fetch the branches of a remote; no local branch moves. Ends when the caller goes away',
    params: none,
    body: fetchRemoteSchema,
    reply: fetchedRemoteSchema,
  }),
  pushBranch: post({
    path: '/v1/branches/push',
    summary: 'Push a branch with a lease: refused where the remote has moved since it was fetched',
    params: none,
    body: pushBranchSchema,
    reply: pushedBranchSchema,
  }),
} as const;
