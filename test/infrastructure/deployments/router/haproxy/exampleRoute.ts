import type { Route } from '../../../../../server/infrastructure/deployments/router/trafficRouter.ts';

/** A route with two slots, of which the first is live. */
export const exampleRoute: Route = {
  id: 'production/web',
  port: 20_001,
  upstreams: [
    { slot: 'slot-1', port: 30_001 },
    { slot: 'slot-2', port: 30_002 },
  ],
  live: 'slot-1',
  canary: null,
  spare: null,
  previewHeader: null,
  drainSeconds: 10,
  answerSeconds: 60,
};
