import * as z from 'zod';
import { plainName, revision } from '../names.ts';
import {
  approvalSchema,
  approveCommandSchema,
  reserveSlotSchema,
  slotParams,
  slotSchema,
  startSlotSchema,
} from '../slots.ts';
import { get, none, post } from './route.ts';

/** Operations on slots, and the leave that their commands need. */
export const slotRoutes = {
  listSlots: get('/v1/slots', 'Deployment slots', z.array(slotSchema)),
  startSlot: post({
    path: '/v1/slots/:environment/:team/:slot/start',
    summary: 'Start a revision in a slot; answers once it is starting, the outcome follows as events',
    params: slotParams,
    body: startSlotSchema,
    reply: slotSchema,
    status: 202,
  }),
  stopSlot: post({
    path: '/v1/slots/:environment/:team/:slot/stop',
    summary: 'Stop what runs in a slot; answers once it is stopping',
    params: slotParams,
    body: none,
    reply: slotSchema,
    status: 202,
  }),
  reserveSlot: post({
    path: '/v1/slots/:environment/:team/:slot/reserve',
    summary: 'Keep a slot for yourself for a while: others neither start, stop nor switch it',
    params: slotParams,
    body: reserveSlotSchema,
    reply: slotSchema,
  }),
  releaseSlot: post({
    path: '/v1/slots/:environment/:team/:slot/release',
    summary:
      'End the reservation of a slot: your own, or that of others where the environment lets you bypass',
    params: slotParams,
    body: none,
    reply: slotSchema,
  }),
  commandApproval: get(
    '/v1/approvals',
    "A team's deployment command, its content hash, and whether a person has allowed it",
    approvalSchema,
    z.object({ team: plainName, revision: revision.optional() }),
  ),
  approveCommand: post({
    role: 'captain',
    path: '/v1/approvals',
    summary: 'Allow exactly this deployment command to run',
    params: none,
    body: approveCommandSchema,
    reply: approvalSchema,
  }),
} as const;
