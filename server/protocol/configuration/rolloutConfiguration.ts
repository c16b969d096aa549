import * as z from 'zod';
import { plainName } from '../names.ts';

export const rolloutStrategy = z.enum(['blue-green', 'canary', 'rolling', 'recreate']);
export type RolloutStrategy = z.infer<typeof rolloutStrategy>;

const canaryStep = z.strictObject({
  percent: z.int().min(1).max(99).meta({ description: 'Part of the requests that go to the new release.' }),
  seconds: z.number().min(0).max(86_400).optional().meta({
    description:
      'Time for which it is observed before the next step; without it the deployment waits until a person lets it go on.',
  }),
});
export type CanaryStep = z.infer<typeof canaryStep>;

/** When a release that gets requests goes back by itself. */
export const observation = z.strictObject({
  seconds: z.number().min(0).max(86_400).default(30).meta({
    description:
      'Time for which a release is observed after it became live; until then it can go back by itself.',
  }),
  failedChecks: z.int().min(1).max(1000).default(3).meta({
    description: 'Failures of a health check in a row for which it goes back.',
  }),
  errorRatePercent: z.number().min(0).max(100).default(5).meta({
    description: 'Share of requests answered with 5xx or not at all, above which it goes back.',
  }),
  slowerPercent: z.number().min(0).max(10_000).default(20).meta({
    description:
      'How much slower than the release before, measured on its requests, the 95th percentile may be before it goes back.',
  }),
  baselineSeconds: z.int().min(10).max(3600).default(300).meta({
    description: 'Time before it whose requests of the release before it is compared with.',
  }),
  minimumRequests: z.int().min(1).max(1_000_000).default(50).meta({
    description: 'Requests without which neither error rate nor latency says anything.',
  }),
});
export type ObservationLimits = z.infer<typeof observation>;

/** How a release comes into an environment: the order of its steps, and when it goes back by itself. */
export const rolloutFields = {
  strategy: rolloutStrategy.default('blue-green').meta({
    description:
      '"blue-green": all requests at once to a healthy idle slot; "canary": in steps with an observation after each; "rolling": instance by instance where a slot has several ("instances"); "recreate": the live slot is stopped first, for programs that cannot run twice.',
  }),
  canarySteps: z
    .array(canaryStep)
    .min(1)
    .max(20)
    .default([
      { percent: 10, seconds: 30 },
      { percent: 50, seconds: 30 },
    ])
    .meta({ description: 'Steps of a canary before it gets all requests.' }),
  rollingStepSeconds: z.number().min(0).max(86_400).default(5).meta({
    description:
      'Time for which each step of a rolling deployment is observed before the next instance is replaced.',
  }),
  observe: observation.prefault({}).meta({
    description:
      'For how long a release is observed once it has requests, and for what it goes back by itself.',
    examples: [{ seconds: 60, failedChecks: 3, errorRatePercent: 5, slowerPercent: 20 }],
  }),
  deploymentsAtOnce: z.int().min(1).max(100).default(4).meta({
    description: 'Deployments that may be under way in this environment; others wait in its queue.',
  }),
  gates: z
    .strictObject({
      required: z
        .array(plainName)
        .max(50)
        .default([])
        .meta({ description: 'Gates that stop a deployment where they fail.', examples: [['tests', 'v2']] }),
      advisory: z
        .array(plainName)
        .max(50)
        .default([])
        .meta({ description: 'Gates that are run and only told.', examples: [['load']] }),
    })
    .prefault({})
    .meta({
      description:
        'Quality gates of the teams (`teams.*.gates`) by name: a required one stops a deployment here, an advisory one only tells. What is named in neither is not run here.',
    }),
};
