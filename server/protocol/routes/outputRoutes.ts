import { deploymentParams } from '../deployments.ts';
import { deploymentOutputQuery, outputPartSchema, slotOutputQuery } from '../outputLog.ts';
import { slotParams } from '../slots.ts';
import { read } from './route.ts';

/** What programs and commands print, part by part: to be asked for again and again where it is followed. */
export const outputRoutes = {
  slotOutput: read({
    path: '/v1/slots/:environment/:team/:slot/output',
    summary: 'What the program of a slot printed, or the build of its revision, part by part',
    params: slotParams,
    query: slotOutputQuery,
    reply: outputPartSchema,
  }),
  deploymentOutput: read({
    path: '/v1/deployments/:deployment/output',
    summary: 'What a step or a gate of a deployment printed, part by part',
    params: deploymentParams,
    query: deploymentOutputQuery,
    reply: outputPartSchema,
  }),
} as const;
