import * as z from 'zod';
import { syncHow } from './branchSync.ts';
import { mergeQueueSchema, teamMergeQueueSchema } from './mergeQueueConfiguration.ts';
import { plainName } from './names.ts';
import { programCommand } from './programCommand.ts';
import { v2Schema } from './v2Configuration.ts';

const branchPrefix = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/, 'use a branch prefix such as feature/realtime')
  .meta({
    description: 'Branches whose name starts with this belong to the team.',
    examples: ['feature/realtime'],
  });

const deployment = z
  .strictObject({
    command: programCommand.meta({
      description:
        'Program and arguments that serve a revision, started without a shell in a worktree of that revision. The port to listen on is in the environment variable PORT. Asked for once before it runs, and again when it changes.',
      examples: [['node', 'server.js']],
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
    healthPath: z
      .string()
      .regex(/^\/[^\s]*$/, 'start with a slash')
      .default('/health')
      .meta({ description: 'Answers 200–299 once the revision is healthy.' }),
    stopTimeoutSeconds: z
      .number()
      .min(0.1)
      .max(600)
      .default(10)
      .meta({ description: 'Time to stop gracefully before the program is killed.' }),
  })
  .meta({ description: 'How a revision of this team is run in a slot.' });

const team = z.strictObject({
  branchPrefix,
  lead: z.string().max(100).optional().meta({ description: 'Person or agent who answers for the team.' }),
  members: z.array(z.string().max(100)).default([]).meta({ description: 'People and agents of the team.' }),
  deployment: deployment.optional(),
  sync: syncHow.optional().meta({
    description:
      'How branches of the team are brought up to date with the base: by merging it into them (default) or by rebasing them.',
  }),
  mergeQueue: teamMergeQueueSchema.prefault({}).meta({
    description: 'What the merge queue does with branches of this team.',
  }),
});

const environment = z.strictObject({
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
});

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

const agents = z.strictObject({
  workspaces: z
    .string()
    .regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\\p{Cc}]{1,300}$/u, 'use a folder inside the repository')
    .default('agent_workspaces')
    .meta({ description: "Folder whose subfolders are the agents' workspaces, each with a status.json." }),
  lateAfterSeconds: z
    .number()
    .min(1)
    .default(300)
    .meta({ description: 'Silence after which an agent is late.' }),
  staleAfterSeconds: z
    .number()
    .min(1)
    .default(900)
    .meta({ description: 'Silence after which an agent is stale.' }),
  deadAfterSeconds: z
    .number()
    .min(1)
    .default(7200)
    .meta({ description: 'Silence after which an agent counts as dead.' }),
});

const contracts = z.strictObject({
  sources: z
    .array(z.string().min(1).max(300))
    .default([])
    .meta({
      description: 'JSON files with contracts, as globs relative to the repository.',
      examples: [['contracts/*.json']],
    }),
});

const branches = z.strictObject({
  worktrees: z
    .string()
    .max(1000)
    .regex(/^[^\p{Cc}]+$/u, 'use a path without control characters')
    .optional()
    .meta({
      description:
        'Folder for the work trees of branches, relative to the main work tree (default: ../<repository>-worktrees).',
    }),
  activeDays: z.number().min(1).max(3650).default(30).meta({
    description:
      'Age of the last commit up to which a branch is active: active branches that are not merged are compared with each other for conflicts.',
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
    branches: branches.prefault({}),
    teams: z.record(plainName, team).default({}).meta({ description: 'Feature teams by name.' }),
    environments: z
      .record(plainName, environment)
      .default({})
      .meta({ description: 'Deployment environments by name.' }),
    mergeQueue: mergeQueueSchema.prefault({}).meta({
      description: 'How branches are merged one after the other, each result tested before it lands.',
    }),
    v2: v2Schema.prefault({}),
    heavyImports: heavyImports.prefault({}),
    agents: agents.prefault({}),
    contracts: contracts.prefault({}),
  })
  .superRefine((value, context) => {
    for (const [name, { slots }] of Object.entries(value.environments)) {
      for (const teamName of Object.keys(slots)) {
        if (Object.hasOwn(value.teams, teamName)) continue;
        context.addIssue({
          code: 'custom',
          path: ['environments', name, 'slots', teamName],
          message: `there is no team "${teamName}" under "teams"`,
        });
      }
    }
    const { lateAfterSeconds, staleAfterSeconds, deadAfterSeconds } = value.agents;
    if (lateAfterSeconds > staleAfterSeconds || staleAfterSeconds > deadAfterSeconds) {
      context.addIssue({
        code: 'custom',
        path: ['agents'],
        message: 'an agent is late before it is stale, and stale before it is dead',
      });
    }
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
