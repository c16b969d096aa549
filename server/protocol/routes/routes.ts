import * as z from 'zod';
import { assignmentRoutes } from '../assignment.ts';
import { branchSchema } from '../branches.ts';
import { callerRoutes } from '../callers.ts';
import { environmentRulesRoutes } from '../configuration/environmentRules.ts';
import { conflictHunksSchema, conflictMatrixSchema } from '../conflicts.ts';
import { eventSchema } from '../events.ts';
import { fileCheckRoutes } from '../fileCheck.ts';
import { overlapsQuery, overlapsSchema } from '../overlaps.ts';
import {
  approveCheckSchema,
  cancelSchema,
  enqueueSchema,
  pauseQueueSchema,
  queueCheckSchema,
  queueEntrySchema,
  queueSchema,
  resumeQueueSchema,
} from '../queue.ts';
import { reconciliationRoutes } from '../reconciliation.ts';
import { serviceSchema, snapshotSchema } from '../snapshot.ts';
import { teamSchema } from '../teams.ts';
import { tokenRoutes } from '../tokens.ts';
import { agentRoutes } from './agentRoutes.ts';
import { branchRoutes } from './branchRoutes.ts';
import { contractRoutes } from './contractRoutes.ts';
import { deploymentRoutes } from './deploymentRoutes.ts';
import { hookRoutes } from './hookRoutes.ts';
import { leaseRoutes } from './leaseRoutes.ts';
import { messageRoutes } from './messageRoutes.ts';
import { outputRoutes } from './outputRoutes.ts';
import { remoteRoutes } from './remoteRoutes.ts';
import { get, none, post } from './route.ts';
import { slotRoutes } from './slotRoutes.ts';
import { taskRoutes } from './taskRoutes.ts';
import { trafficRoutes } from './trafficRoutes.ts';

/** Every operation of the API by name. The event stream (`GET /v1/events`) and `GET /metrics` are no JSON and stand beside it. */
export const routes = {
  service: get(
    '/v1/service',
    'The service itself: version, repository, configuration problems',
    serviceSchema,
  ),
  snapshot: get(
    '/v1/snapshot',
    'Everything the views show, and the position in the event log it is true at',
    snapshotSchema,
  ),
  listTeams: get('/v1/teams', 'Feature teams', z.array(teamSchema)),
  listBranches: get(
    '/v1/branches',
    'Branches with team, distance to the base and conflict with it',
    z.array(branchSchema),
  ),
  ...branchRoutes,
  ...remoteRoutes,
  ...hookRoutes,
  ...fileCheckRoutes,
  conflictMatrix: get(
    '/v1/conflicts',
    'Pairs of active branches that would conflict, the base included; those of one branch where it is named',
    conflictMatrixSchema,
    z.object({ branch: z.string().min(1).max(250).optional() }),
  ),
  conflictHunks: get(
    '/v1/conflicts/hunks',
    'Lines in which two branches would conflict',
    conflictHunksSchema,
    z.object({ a: z.string().min(1).max(250), b: z.string().min(1).max(250) }),
  ),
  overlaps: get(
    '/v1/conflicts/overlaps',
    'Lines of a file of a commit that active branches have changed',
    overlapsSchema,
    overlapsQuery,
  ),
  listQueue: get('/v1/queue', 'The merge queue of each target', z.array(queueSchema)),
  enqueue: post({
    path: '/v1/queue',
    summary:
      'Enqueue a branch for a target; its merge result is tested and then lands, which follows as events',
    params: none,
    body: enqueueSchema,
    reply: queueEntrySchema,
    status: 202,
  }),
  cancelQueued: post({
    path: '/v1/queue/cancel',
    summary: 'Take a branch out of the queue; refused while its tested result is landing',
    params: none,
    body: cancelSchema,
    reply: queueSchema,
  }),
  moveQueuedToFront: post({
    path: '/v1/queue/front',
    summary: 'Let a waiting branch be the next one that is tested, whatever its priority',
    params: none,
    body: cancelSchema,
    reply: queueSchema,
  }),
  pauseQueue: post({
    path: '/v1/queue/pause',
    summary: 'Pause the queue of a target; what is being tested is queued again',
    params: none,
    body: pauseQueueSchema,
    reply: queueSchema,
  }),
  resumeQueue: post({
    path: '/v1/queue/resume',
    summary: 'Let the queue of a target go on',
    params: none,
    body: resumeQueueSchema,
    reply: queueSchema,
  }),
  queueChecks: get(
    '/v1/queue/checks',
    'The checks of swarm.json with their content hashes, and whether a person has allowed them',
    z.array(queueCheckSchema),
  ),
  approveCheck: post({
    role: 'captain',
    path: '/v1/queue/checks',
    summary: 'Allow exactly this check to run',
    params: none,
    body: approveCheckSchema,
    reply: z.array(queueCheckSchema),
  }),
  ...slotRoutes,
  ...trafficRoutes,
  ...deploymentRoutes,
  ...tokenRoutes,
  ...callerRoutes,
  ...environmentRulesRoutes,
  ...outputRoutes,
  ...messageRoutes,
  ...leaseRoutes,
  ...assignmentRoutes,
  ...reconciliationRoutes,
  ...agentRoutes,
  ...contractRoutes,
  ...taskRoutes,
  history: get(
    '/v1/history',
    'Events of the log after a position, oldest first',
    z.array(eventSchema),
    z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      stream: z.string().max(600).optional(),
    }),
  ),
  proposeConfiguration: get(
    '/v1/configuration/proposal',
    'Text of a swarm.json made from what the repository has: branch prefixes, agent folders, limits in its rule files',
    z.object({ text: z.string(), sources: z.array(z.string()) }),
  ),
  shutdown: post({
    role: 'captain',
    path: '/v1/shutdown',
    summary: 'Stop the service; what runs in slots goes on and is found again at the next start',
    params: none,
    body: none,
    reply: z.object({ stopping: z.literal(true) }),
    status: 202,
  }),
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
export type RouteParams<Name extends RouteName> = z.input<Routes[Name]['params']>;
export type RouteQuery<Name extends RouteName> = z.input<Routes[Name]['query']>;
export type RouteBody<Name extends RouteName> = z.input<NonNullable<Routes[Name]['body']>>;
export type RouteReply<Name extends RouteName> = z.output<Routes[Name]['reply']>;

/** Request header with a key a client chooses: the same mutation sent twice under one key happens once. */
export const idempotencyHeader = 'idempotency-key';
/** Request header that names who acts; without it the owner of the token acts. */
export const actorHeader = 'swarm-actor';
