import * as z from 'zod';
import {
  approveDeploymentSchema,
  deploymentParams,
  deploymentSchema,
  deploymentsQuery,
  endDeploymentSchema,
  requestDeploymentSchema,
} from '../deployments.ts';
import { get, none, post } from './route.ts';

const shared = { params: deploymentParams, reply: deploymentSchema } as const;

/** Operations on deployments: a release on its way through gates, health and approval to the requests. */
export const deploymentRoutes = {
  deployments: get(
    '/v1/deployments',
    'Deployments, newest first, also those that ended',
    z.array(deploymentSchema),
    deploymentsQuery,
  ),
  requestDeployment: post({
    path: '/v1/deployments',
    summary: 'Ask for a deployment; answers once it is recorded, its steps follow as events',
    params: none,
    body: requestDeploymentSchema,
    reply: deploymentSchema,
    status: 202,
  }),
  approveDeployment: post({
    path: '/v1/deployments/:deployment/approve',
    summary: 'Approve a deployment that waits for it; never one of your own',
    body: approveDeploymentSchema,
    ...shared,
  }),
  rejectDeployment: post({
    path: '/v1/deployments/:deployment/reject',
    summary: 'Refuse the approval: the deployment ends, and what was live stays live',
    body: endDeploymentSchema,
    ...shared,
  }),
  continueDeployment: post({
    path: '/v1/deployments/:deployment/continue',
    summary: 'Let a canary that waits for a person go on with its next step',
    body: none,
    ...shared,
  }),
  cancelDeployment: post({
    path: '/v1/deployments/:deployment/cancel',
    summary: 'End a deployment: until its switch nothing was different, after it the requests go back',
    body: endDeploymentSchema,
    ...shared,
    status: 202,
  }),
} as const;
