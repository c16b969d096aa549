import * as z from 'zod';
import {
  checkLeasesSchema,
  leaseHolderQuery,
  leaseHolderSchema,
  leaseObstacleSchema,
  leaseSchema,
  releaseLeaseSchema,
  renewLeaseSchema,
  takeLeaseSchema,
} from '../leases.ts';
import { get, none, post } from './route.ts';

const leaseParams = z.object({ lease: leaseSchema.shape.id });

/** Operations on leases. */
export const leaseRoutes = {
  listLeases: get('/v1/leases', 'Leases that are held, and who waits for one', z.array(leaseSchema)),
  takeLease: post({
    path: '/v1/leases',
    summary:
      'Hold a task, files or a resource; refused with the holder where it overlaps what another agent holds',
    params: none,
    body: takeLeaseSchema,
    reply: leaseSchema,
    role: 'agent',
    status: 201,
  }),
  renewLease: post({
    path: '/v1/leases/:lease/renew',
    summary: 'Hold a lease for longer; refused where it has ended',
    params: leaseParams,
    body: renewLeaseSchema,
    reply: leaseSchema,
    role: 'agent',
  }),
  releaseLease: post({
    path: '/v1/leases/:lease/release',
    summary: 'Give a lease back; the next one who waits for it gets it',
    params: leaseParams,
    body: releaseLeaseSchema,
    reply: leaseSchema,
    role: 'agent',
  }),
  leaseHolder: get('/v1/leases/holder', 'Who holds a file', leaseHolderSchema, leaseHolderQuery),
  checkLeases: post({
    path: '/v1/leases/check',
    summary: 'Which of these files an agent must not change: others hold them or have held them since',
    params: none,
    body: checkLeasesSchema,
    reply: z.array(leaseObstacleSchema),
    role: 'agent',
  }),
} as const;
