import * as z from 'zod';
import { assignmentConfigurationSchema } from '../assignment.ts';
import { plainName } from '../names.ts';
import { agentContradictions, agentsSchema } from './agentConfiguration.ts';
import { branchesSchema } from './branchesConfiguration.ts';
import { environmentSchema, instanceContradictions, portContradictions } from './environmentConfiguration.ts';
import { gateContradictions } from './gateConfiguration.ts';
import { leasesSchema } from './leaseConfiguration.ts';
import { mergeQueueSchema } from './mergeQueueConfiguration.ts';
import { routerSchema } from './routerConfiguration.ts';
import { teamConfigurationSchema } from './teamConfiguration.ts';
import { v2Schema } from './v2Configuration.ts';

const heavyImports = z.strictObject({
  modules: z
    .array(
      z
        .string()
        .max(214)
        .regex(
          /^(?:@[\w~-][\w.~-]*\/)?[\w~-]+(?:\.[\w~-]+)*(?:\/[\w.~-]+)*$/,
          'use the dotted name of a Python module or the name of an npm package',
        ),
    )
    .default([])
    .meta({
      description:
        'Python modules and npm packages that are heavy here, besides the built-in catalogue. What lies below one is heavy too.',
      examples: [['torch', 'mycompany.models', '@mycompany/engine']],
    }),
  allow: z.array(z.string().max(200)).default([]).meta({
    description: 'Modules and packages of the catalogue that may be imported at module level here.',
  }),
  transitive: z.boolean().optional().meta({
    description:
      'Whether an import is also heavy that loads a heavy module through other files of the repository (default true).',
  }),
});

const contracts = z.strictObject({
  sources: z
    .array(z.string().min(1).max(300))
    .default([])
    .meta({
      description:
        'JSON files and Markdown task logs that declare contracts, tasks and points, as globs relative to the repository.',
      examples: [['contracts/*.json', 'MASTER_TASK_LOG.md']],
    }),
});

/** The shape of `swarm.json`. Every part is optional; what is absent has the documented default. */
export const configurationSchema = z
  .strictObject({
    $schema: z.string().optional(),
    base: z.string().min(1).max(250).optional().meta({
      description:
        "Branch that team branches start from and are compared with (default: the remote's default branch, else main or master).",
    }),
    branches: branchesSchema.prefault({}),
    teams: z
      .record(plainName, teamConfigurationSchema)
      .default({})
      .meta({ description: 'Feature teams by name.' }),
    environments: z
      .record(plainName, environmentSchema)
      .default({})
      .meta({ description: 'Deployment environments by name.' }),
    router: routerSchema,
    mergeQueue: mergeQueueSchema.prefault({}).meta({
      description: 'How branches are merged one after the other, each result tested before it lands.',
    }),
    v2: v2Schema.prefault({}),
    heavyImports: heavyImports.prefault({}),
    agents: agentsSchema.prefault({}),
    contracts: contracts.prefault({}),
    assignment: assignmentConfigurationSchema.prefault({}).meta({
      description: 'How tasks are given to agents.',
    }),
    leases: leasesSchema.prefault({}).meta({
      description: 'What agents hold so that no two of them work on the same thing.',
    }),
  })
  .superRefine((value, context) => {
    for (const { path, message } of contradictions(value))
      context.addIssue({ code: 'custom', path, message });
  })
  .meta({
    title: 'Swarm',
    description: 'Teams, environments, V2 limits, heavy modules, agents and contracts of this repository.',
  });

export type Configuration = z.infer<typeof configurationSchema>;
export type TeamConfiguration = Configuration['teams'][string];
export type EnvironmentConfiguration = Configuration['environments'][string];

/** What holds where there is no `swarm.json`. */
export function defaultConfiguration(): Configuration {
  return configurationSchema.parse({});
}

interface Contradiction {
  readonly path: (string | number)[];
  readonly message: string;
}

type Parts = Pick<Configuration, 'teams' | 'environments' | 'agents'>;

/** What single values cannot show: names that nothing has, and times in the wrong order. */
function contradictions({ teams, environments, agents }: Parts): Contradiction[] {
  const unknownTeams = Object.entries(environments).flatMap(([name, { slots }]) =>
    Object.keys(slots)
      .filter((team) => !Object.hasOwn(teams, team))
      .map((team) => ({
        path: ['environments', name, 'slots', team],
        message: `there is no team "${team}" under "teams"`,
      })),
  );
  const unknownEnvironments = Object.entries(teams).flatMap(([name, team]) =>
    (team.environments ?? []).flatMap((environment, index) =>
      Object.hasOwn(environments, environment)
        ? []
        : [
            {
              path: ['teams', name, 'environments', index],
              message: `there is no environment "${environment}" under "environments"`,
            },
          ],
    ),
  );
  return [
    ...unknownTeams,
    ...unknownEnvironments,
    ...portContradictions(environments),
    ...instanceContradictions(environments),
    ...gateContradictions(environments, teams),
    ...agentContradictions(agents),
  ];
}
