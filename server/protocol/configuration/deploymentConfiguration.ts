import * as z from 'zod';
import { healthCheckSchema } from '../healthChecks.ts';
import { programCommand } from '../programCommand.ts';
import { relativePath } from '../relativePath.ts';

const container = z
  .strictObject({
    image: z
      .string()
      .max(400)
      .regex(
        /^[a-z0-9][a-z0-9._:/-]*@sha256:[0-9a-f]{64}$/,
        'name an image by its digest: registry/name@sha256:…, since a tag can be another image tomorrow',
      )
      .optional()
      .meta({ description: 'Image to run, by its digest.' }),
    dockerfile: relativePath.optional().meta({
      description: 'Dockerfile that the image is built from, with the work tree of the revision as context.',
      examples: ['Dockerfile'],
    }),
    port: z.int().min(1).max(65_535).default(8080).meta({
      description: 'Port in the container that the program listens on; it is in PORT.',
    }),
    data: z
      .string()
      .max(300)
      .regex(/^\/[^:\p{Cc}]+$/u, 'use an absolute path in the container')
      .optional()
      .meta({ description: "Where the slot's data folder is in the container.", examples: ['/data'] }),
  })
  .refine(({ image, dockerfile }) => (image === undefined) !== (dockerfile === undefined), {
    message: 'say either an image or a Dockerfile',
  });

const limits = z.strictObject({
  memoryMegabytes: z.int().min(6).max(16_777_216).optional().meta({
    description:
      'Memory that the program may use: of the whole container, or of each process (its data segment) on Linux with prlimit.',
  }),
  cpus: z.number().min(0.01).max(4096).optional().meta({ description: 'Processors, for containers.' }),
  processes: z.int().min(1).max(4_194_304).optional().meta({
    description: 'Processes and threads at a time, for containers.',
  }),
});
export type DeploymentLimits = z.infer<typeof limits>;

/** How a revision of a team is built, run and checked in a slot. */
export const deploymentSchema = z
  .strictObject({
    driver: z.enum(['process', 'container']).default('process').meta({
      description: 'What runs a revision: a process of this machine, or a container of Docker or Podman.',
    }),
    command: programCommand.optional().meta({
      description:
        'Program and arguments that serve a revision, started without a shell in a worktree of that revision (in a container: instead of its own command). The port to listen on is in the environment variable PORT. Asked for once before it runs, and again when it changes.',
      examples: [['node', 'server.js']],
    }),
    container: container.optional().meta({
      description: 'The image to run and its port, for "driver": "container".',
      examples: [{ dockerfile: 'Dockerfile', port: 8080 }],
    }),
    build: programCommand.optional().meta({
      description: 'Program and arguments that build a revision in its work tree, before it is started.',
      examples: [['npm', 'ci']],
    }),
    buildTimeoutSeconds: z.number().min(1).max(86_400).default(600).meta({
      description: 'Time that the build of a revision, or of its image, may take.',
    }),
    environment: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'use letters, digits and underscore, not starting with a digit'),
        z.string().max(4096),
      )
      .default({})
      .meta({ description: 'Environment variables for the program, besides PORT.' }),
    health: z
      .array(healthCheckSchema)
      .min(1, 'name a check: a release without a working health check is refused')
      .max(20)
      .optional()
      .meta({
        description:
          'Checks that a healthy revision passes, all of them. A revision that does not is not left running.',
        examples: [[{ type: 'http', path: '/health' }]],
      }),
    healthPath: z
      .string()
      .regex(/^\/[^\s]*$/, 'start with a slash')
      .optional()
      .meta({ description: 'Short for one HTTP check of this path (default /health).' }),
    limits: limits
      .prefault({})
      .meta({ description: 'What each instance of a revision may use of the machine.' }),
    instances: z
      .int()
      .min(1)
      .max(20)
      .default(1)
      .meta({
        description:
          'How many programs of a revision run in a slot at a time, each with its own PORT and its number in SWARM_INSTANCE (from 0); requests go round among the healthy ones. An environment can say another number.',
        examples: [3],
      }),
    stopTimeoutSeconds: z
      .number()
      .min(0.1)
      .max(600)
      .default(10)
      .meta({ description: 'Time to stop gracefully before the program is killed.' }),
  })
  .superRefine((value, context) => {
    for (const { path, message } of contradictions(value))
      context.addIssue({ code: 'custom', path: [path], message });
  })
  .meta({ description: 'How a revision of this team is run in a slot.' });
export type DeploymentConfiguration = z.infer<typeof deploymentSchema>;

interface Parts {
  readonly driver: 'process' | 'container';
  readonly command?: unknown;
  readonly container?: unknown;
  readonly health?: unknown;
  readonly healthPath?: unknown;
  readonly limits: DeploymentLimits;
}

function contradictions({ driver, command, container: own, health, healthPath, limits: asked }: Parts) {
  const found: { path: string; message: string }[] = [];
  if (driver === 'process' && command === undefined)
    found.push({ path: 'command', message: 'say which command serves a revision' });
  if (driver === 'process' && own !== undefined)
    found.push({ path: 'container', message: 'is for "driver": "container"' });
  if (driver === 'process' && (asked.cpus ?? asked.processes) !== undefined)
    found.push({ path: 'limits', message: '"cpus" and "processes" are for "driver": "container"' });
  if (driver === 'container' && own === undefined)
    found.push({ path: 'driver', message: 'say an image or a Dockerfile under "container"' });
  if (health !== undefined && healthPath !== undefined)
    found.push({ path: 'healthPath', message: 'say it as a check under "health"' });
  return found;
}
