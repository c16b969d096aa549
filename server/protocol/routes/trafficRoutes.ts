import * as z from 'zod';
import { rollbackTrafficSchema, switchTrafficSchema, trafficParams, trafficSchema } from '../traffic.ts';
import { get, post } from './route.ts';

/** Operations on where requests go. */
export const trafficRoutes = {
  traffic: get(
    '/v1/traffic',
    'The stable address of each environment and team, and the slot its requests go to',
    z.array(trafficSchema),
  ),
  switchTraffic: post({
    path: '/v1/traffic/:environment/:team/switch',
    summary:
      'Send the requests to another slot, or a part of them; answers once new requests go there, what is under way ends where it began',
    params: trafficParams,
    body: switchTrafficSchema,
    reply: trafficSchema,
  }),
  rollbackTraffic: post({
    path: '/v1/traffic/:environment/:team/rollback',
    summary:
      'Send the requests back to the release that was live before, or to that of a deployment; where it no longer runs it is started first, and the outcome follows as events; where a rollback needs an approval, a deployment waits for it',
    params: trafficParams,
    body: rollbackTrafficSchema,
    reply: trafficSchema,
    status: 202,
  }),
} as const;
