import * as z from 'zod';
import { gateReportSchema } from '../gateReports.ts';
import { plainName } from '../names.ts';
import { programCommand } from '../programCommand.ts';

const gate = z
  .strictObject({
    name: plainName.meta({ description: 'What `environments.*.gates` calls it.' }),
    command: programCommand.optional().meta({
      description:
        'Program and arguments, run without a shell; it has to exit with 0. Asked for once with the command of the team, and again when it changes.',
      examples: [['npm', 'test']],
    }),
    at: z.enum(['release', 'slot']).default('release').meta({
      description:
        '"release": in a work tree of the commit, before it is started; "slot": there too, but against the healthy slot before it gets requests, whose address is in SWARM_URL and port in PORT.',
    }),
    build: z.boolean().default(false).meta({
      description: "Run the team's build in that work tree before (once for all gates).",
    }),
    timeoutSeconds: z
      .number()
      .min(0.1)
      .max(86_400)
      .default(1800)
      .meta({ description: 'Time after which the command is ended and the gate failed.' }),
    memoryMegabytes: z.int().min(6).max(16_777_216).optional().meta({
      description:
        'Memory that each process of the command may use (on Linux with prlimit). Default: `limits.memoryMegabytes` of the team.',
    }),
    report: gateReportSchema.optional().meta({
      description: 'What the command writes, and the figures that have to be in it.',
      examples: [{ type: 'junit', path: 'reports/junit.xml' }],
    }),
  })
  .superRefine((value, context) => {
    const problem = contradiction(value);
    if (problem) context.addIssue({ code: 'custom', ...problem });
  });
export type GateConfiguration = z.infer<typeof gate>;

function contradiction({ command, at, report }: Pick<GateConfiguration, 'command' | 'at' | 'report'>) {
  if (!command && !report) return { path: ['command'], message: 'say a command, a report, or both' };
  if (report?.type !== 'v2') return undefined;
  if (command) return { path: ['command'], message: 'leave it out: the report "v2" is made by Swarm itself' };
  if (at === 'slot') return { path: ['at'], message: 'the report "v2" is about files, not about what runs' };
  return undefined;
}

/** `gates` of a team in swarm.json. */
export const gatesSchema = z
  .array(gate)
  .max(50)
  .default([])
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two gates have the same name')
  .meta({
    description:
      'Quality gates that a release of the team can be asked to pass, in this order; `environments.*.gates` says which are where. The gate `v2` is always there.',
    examples: [
      [{ name: 'tests', command: ['npm', 'test'], report: { type: 'junit', path: 'reports/junit.xml' } }],
    ],
  });

/** What holds for the gate `v2` where a team says nothing else. */
const builtIn: GateConfiguration = gate.parse({ name: 'v2', report: { type: 'v2' } });

/** The gates of a team in their order, with the one that is always there: first, since it is quick. */
export function gatesOfTeam(gates: readonly GateConfiguration[]): readonly GateConfiguration[] {
  return gates.some(({ name }) => name === builtIn.name) ? gates : [builtIn, ...gates];
}

interface Environment {
  readonly slots: Readonly<Record<string, unknown>>;
  readonly gates: { readonly required: readonly string[]; readonly advisory: readonly string[] };
}
type Teams = Readonly<Record<string, { readonly gates: readonly GateConfiguration[] }>>;

/** Names under `environments.*.gates` that stand for nothing: no team with slots there has such a gate, or it is named twice. */
export function gateContradictions(
  environments: Readonly<Record<string, Environment>>,
  teams: Teams,
): { path: (string | number)[]; message: string }[] {
  return Object.entries(environments).flatMap(([environment, { slots, gates }]) => {
    const there = Object.keys(slots).flatMap((team) => (Object.hasOwn(teams, team) ? [teams[team]] : []));
    const known = new Set(there.flatMap((team) => gatesOfTeam(team?.gates ?? []).map(({ name }) => name)));
    return (['required', 'advisory'] as const).flatMap((kind) =>
      gates[kind].flatMap((name, index) => {
        const path = ['environments', environment, 'gates', kind, index];
        if (!known.has(name))
          return [{ path, message: `no team with slots here has a gate "${name}" under "gates"` }];
        const twice = kind === 'advisory' && gates.required.includes(name);
        return twice ? [{ path, message: `the gate "${name}" is required here already` }] : [];
      }),
    );
  });
}
