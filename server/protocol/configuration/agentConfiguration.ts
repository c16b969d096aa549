import * as z from 'zod';
import { plainName } from '../names.ts';
import { inboxConfiguration } from './inboxConfiguration.ts';
import { lifecycleProblems, lifecycleSchema } from './lifecycleConfiguration.ts';

const seconds = z.number().min(1);
const amount = z.number().positive().optional();

const budgetSchema = z
  .strictObject({
    tokens: amount.meta({ description: 'Tokens it may use in all.' }),
    cost: amount.meta({ description: 'What it may cost in all, in the currency that the agents report.' }),
    seconds: amount.meta({ description: 'Time it may spend in all.' }),
  })
  .meta({ description: 'What an agent may use, as it reports it; above it is flagged as over budget.' });

const detectorSchema = z.enum(['timeout', 'phi-accrual']).meta({
  description:
    'How silence is judged: by the fixed times, or by how unlikely it is after the signs of life before ("phi-accrual"; the fixed times hold until enough of those are known).',
});

const phiSchema = z
  .strictObject({
    late: z.number().positive().default(1).meta({ description: 'Phi from which an agent is late.' }),
    stale: z.number().positive().default(3).meta({ description: 'Phi from which an agent is stale.' }),
    dead: z.number().positive().max(100).default(8).meta({
      description: 'Phi from which an agent counts as dead: 8 is one wrong verdict in 100 million.',
    }),
    minimumDeviationSeconds: z.number().min(0.01).default(1).meta({
      description: 'Least standard deviation assumed, so that a steady agent is not dead by one late sign.',
    }),
    acceptablePauseSeconds: z.number().min(0).default(0).meta({
      description: 'Pause that means nothing: garbage collection, a long step.',
    }),
  })
  .meta({ description: 'Of the detector "phi-accrual".' });

const roleSchema = z.strictObject({
  agents: z.array(z.string().min(1).max(100)).max(10_000).default([]).meta({
    description: 'Agents of the role by id or name. Others have the role they name themselves.',
  }),
  lifecycle: plainName.optional().meta({ description: 'Lifecycle of its agents.' }),
  lateAfterSeconds: seconds.optional(),
  staleAfterSeconds: seconds.optional(),
  deadAfterSeconds: seconds.optional(),
  stalledAfterSeconds: seconds.optional(),
  detector: detectorSchema.optional(),
  budget: budgetSchema.optional(),
});

/** `agents` of swarm.json. */
export const agentsSchema = z.strictObject({
  workspaces: z
    .string()
    .regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\\p{Cc}]{1,300}$/u, 'use a folder inside the repository')
    .default('agent_workspaces')
    .meta({ description: "Folder whose subfolders are the agents' workspaces, each with a status.json." }),
  writeStatus: z.boolean().default(false).meta({
    description:
      'Whether a transition that somebody else asks of an agent is written into its status file too, where it has one.',
  }),
  ...inboxConfiguration,
  unknown: z.enum(['accept', 'refuse']).default('accept').meta({
    description: 'Whether the first heartbeat of an agent makes it known, or is refused.',
  }),
  lateAfterSeconds: seconds.default(300).meta({ description: 'Silence after which an agent is late.' }),
  staleAfterSeconds: seconds.default(900).meta({ description: 'Silence after which an agent is stale.' }),
  deadAfterSeconds: seconds
    .default(7200)
    .meta({ description: 'Silence after which an agent counts as dead.' }),
  stalledAfterSeconds: seconds.default(1800).meta({
    description: 'Time without new output after which a working agent is stalled, where it reports output.',
  }),
  failoverAfterSeconds: z.number().min(0).default(300).meta({
    description: 'Time an agent has been dead after which its leases and tasks return to the pool.',
  }),
  detector: detectorSchema.default('timeout'),
  phi: phiSchema.prefault({}),
  budget: budgetSchema.optional(),
  loop: z
    .strictObject({
      cycles: z.int().min(2).max(6).default(3),
      outputs: z.int().min(2).max(1000).default(5),
    })
    .prefault({})
    .meta({
      description:
        'An agent is looping after the same cycle of states so many times without new output, or the same output so many times.',
    }),
  flapping: z
    .strictObject({
      changes: z.int().min(2).max(100).default(6),
      withinSeconds: seconds.default(3600),
    })
    .prefault({})
    .meta({
      description: 'An agent is flapping that changed between fresh and not fresh so often in that time.',
    }),
  lifecycle: plainName
    .default('standard')
    .meta({ description: 'Lifecycle of agents whose role names none.' }),
  lifecycles: z.record(plainName, lifecycleSchema).default({}).meta({
    description:
      'Lifecycles by name: their states, what each means and where it may lead. "standard" is there without being stated.',
  }),
  roles: z.record(plainName, roleSchema).default({}).meta({
    description: 'What holds for agents of a role, where it differs from the rest.',
  }),
});
export type AgentsConfiguration = z.infer<typeof agentsSchema>;

interface Problem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What single values cannot show: states without a way in or out, names of nothing, times in the wrong order. */
export function agentContradictions(agents: AgentsConfiguration): Problem[] {
  return [
    ...Object.entries(agents.lifecycles).flatMap(([name, lifecycle]) =>
      lifecycleProblems(lifecycle).map(({ path, message }) => ({
        path: ['agents', 'lifecycles', name, ...path],
        message,
      })),
    ),
    ...unknownLifecycle(agents, agents.lifecycle, ['agents', 'lifecycle']),
    ...Object.entries(agents.roles).flatMap(([name, role]) => [
      ...unknownLifecycle(agents, role.lifecycle, ['agents', 'roles', name, 'lifecycle']),
      ...wrongOrder(thresholdsOf(agents, role), ['agents', 'roles', name]),
    ]),
    ...wrongOrder(agents, ['agents']),
    ...wrongPhi(agents.phi),
    ...twoRoles(agents),
  ];
}

function unknownLifecycle(
  { lifecycles }: AgentsConfiguration,
  name: string | undefined,
  path: (string | number)[],
): Problem[] {
  if (name === undefined || name === 'standard' || Object.hasOwn(lifecycles, name)) return [];
  return [{ path, message: `there is no lifecycle "${name}" under "agents.lifecycles"` }];
}

type Thresholds = Pick<AgentsConfiguration, 'lateAfterSeconds' | 'staleAfterSeconds' | 'deadAfterSeconds'>;

/** What holds for a role: its own times before those of all. */
function thresholdsOf(agents: Thresholds, role: AgentsConfiguration['roles'][string]): Thresholds {
  return {
    lateAfterSeconds: role.lateAfterSeconds ?? agents.lateAfterSeconds,
    staleAfterSeconds: role.staleAfterSeconds ?? agents.staleAfterSeconds,
    deadAfterSeconds: role.deadAfterSeconds ?? agents.deadAfterSeconds,
  };
}

function wrongOrder(
  { lateAfterSeconds, staleAfterSeconds, deadAfterSeconds }: Thresholds,
  path: (string | number)[],
): Problem[] {
  return lateAfterSeconds > staleAfterSeconds || staleAfterSeconds > deadAfterSeconds
    ? [{ path, message: 'an agent is late before it is stale, and stale before it is dead' }]
    : [];
}

function wrongPhi({ late, stale, dead }: AgentsConfiguration['phi']): Problem[] {
  return late > stale || stale > dead
    ? [
        {
          path: ['agents', 'phi'],
          message: 'an agent is late before it is stale, and stale before it is dead',
        },
      ]
    : [];
}

function twoRoles({ roles }: AgentsConfiguration): Problem[] {
  const roleOf = new Map<string, string>();
  return Object.entries(roles).flatMap(([role, { agents }]) =>
    agents.flatMap((agent, index) => {
      const other = roleOf.get(agent);
      roleOf.set(agent, role);
      return other === undefined
        ? []
        : [
            {
              path: ['agents', 'roles', role, 'agents', index],
              message: `"${agent}" has the role "${other}" already`,
            },
          ];
    }),
  );
}
