import * as z from 'zod';
import { plainName } from '../names.ts';
import { approvalFields } from './approvalConfiguration.ts';
import { rolloutFields } from './rolloutConfiguration.ts';

/** An environment of swarm.json: its slots, and how requests reach them. */
export const environmentSchema = z.strictObject({
  slots: z
    .record(plainName, z.array(plainName).min(1).max(50))
    .default({})
    .meta({
      description: 'The slots of each team in this environment.',
      examples: [{ 'ai-workflow': ['slot-1', 'slot-2'] }],
    }),
  healthTimeoutSeconds: z
    .number()
    .min(1)
    .max(3600)
    .default(30)
    .meta({ description: 'Time a revision has to become healthy after its start.' }),
  ports: z
    .record(plainName, z.int().min(1).max(65_535))
    .default({})
    .meta({
      description:
        'The port of 127.0.0.1 on which the live slot of each team is reached, whichever slot that is (default: a free one that is chosen once).',
      examples: [{ 'ai-workflow': 8081 }],
    }),
  instances: z
    .record(plainName, z.int().min(1).max(20))
    .default({})
    .meta({
      description:
        'How many instances run in a slot of each team here (default: what "instances" of its deployment says).',
      examples: [{ 'ai-workflow': 3 }],
    }),
  keepWarmSeconds: z.number().min(0).max(86_400).default(30).meta({
    description:
      'Time that a slot still runs after traffic has left it: until then a rollback to it is immediate.',
  }),
  restart: z.boolean().default(true).meta({
    description:
      'Whether a live release that ends by itself is started again: at once, then after ever longer pauses up to five minutes.',
  }),
  drainSeconds: z.number().min(0).max(3600).default(10).meta({
    description:
      'Time that open WebSockets and requests under way have on a slot after traffic has left it; then they are closed.',
  }),
  answerSeconds: z.number().min(0.1).max(3600).default(60).meta({
    description: 'Time that a slot may be silent before its answer to a request begins.',
  }),
  previewHeader: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'use the name of a header in lower case, such as x-swarm-slot')
    .optional()
    .meta({
      description:
        'Request header whose value names the slot to ask: so an idle slot is tried under the address of the live one (default: none).',
      examples: ['x-swarm-slot'],
    }),
  ...rolloutFields,
  ...approvalFields,
});

type Environments = Readonly<Record<string, z.infer<typeof environmentSchema>>>;

/** Numbers of instances of teams that have no slots there. */
export function instanceContradictions(environments: Environments): { path: string[]; message: string }[] {
  return Object.entries(environments).flatMap(([environment, { instances, slots }]) =>
    Object.keys(instances)
      .filter((team) => !Object.hasOwn(slots, team))
      .map((team) => ({
        path: ['environments', environment, 'instances', team],
        message: `team "${team}" has no slots here`,
      })),
  );
}

/** Ports of teams that have no slots there, and ports that two addresses would share. */
export function portContradictions(environments: Environments): { path: string[]; message: string }[] {
  const holders = new Map<number, string>();
  return Object.entries(environments).flatMap(([environment, { ports, slots }]) =>
    Object.entries(ports).flatMap(([team, port]) => {
      const path = ['environments', environment, 'ports', team];
      if (!Object.hasOwn(slots, team)) return [{ path, message: `team "${team}" has no slots here` }];
      const holder = holders.get(port);
      if (holder !== undefined) return [{ path, message: `port ${port} is that of ${holder} already` }];
      holders.set(port, `${environment}/${team}`);
      return [];
    }),
  );
}
