import * as z from 'zod';
import { stateMeaning } from '../agents.ts';
import { plainName } from '../names.ts';

const stateSchema = z.strictObject({
  means: stateMeaning.meta({
    description:
      'What an agent in this state is doing, for health and coordination: working, waiting for input, idle, or ended.',
  }),
  next: z.array(plainName).max(64).default([]).meta({ description: 'States it may lead to.' }),
});

/** A lifecycle of swarm.json. */
export const lifecycleSchema = z
  .strictObject({
    initial: plainName.meta({ description: 'State of an agent of which nothing else is known.' }),
    states: z.record(plainName, stateSchema).refine((states) => Object.keys(states).length <= 64, {
      message: 'a lifecycle has at most 64 states',
    }),
  })
  .meta({
    examples: [
      {
        initial: 'queued',
        states: {
          queued: { means: 'idle', next: ['reviewing'] },
          reviewing: { means: 'working', next: ['queued', 'done'] },
          done: { means: 'ended' },
        },
      },
    ],
  });
export type LifecycleConfiguration = z.infer<typeof lifecycleSchema>;

interface Problem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** States of nothing, states that nothing leads to, and states that lead nowhere though they are no end. */
export function lifecycleProblems({ initial, states }: LifecycleConfiguration): Problem[] {
  if (!Object.hasOwn(states, initial))
    return [{ path: ['initial'], message: `there is no state "${initial}" under "states"` }];
  const reached = reachable(initial, states);
  return Object.entries(states).flatMap(([name, { means, next }]) => [
    ...next.flatMap((target, index) =>
      nextProblems(states, name, target, next.indexOf(target) < index).map((message) => ({
        path: ['states', name, 'next', index],
        message,
      })),
    ),
    ...(reached.has(name)
      ? []
      : [{ path: ['states', name], message: `no way leads from "${initial}" to this state` }]),
    ...(next.length > 0 || means === 'ended'
      ? []
      : [
          {
            path: ['states', name],
            message: 'nothing leads on from this state; say "next", or that it means "ended"',
          },
        ]),
  ]);
}

function nextProblems(
  states: LifecycleConfiguration['states'],
  from: string,
  to: string,
  again: boolean,
): string[] {
  if (!Object.hasOwn(states, to)) return [`there is no state "${to}" under "states"`];
  if (to === from) return ['a state does not lead to itself'];
  return again ? [`"${to}" is stated twice`] : [];
}

function reachable(initial: string, states: LifecycleConfiguration['states']): ReadonlySet<string> {
  const found = new Set([initial]);
  // A set gives what is added while it is walked.
  for (const name of found)
    if (Object.hasOwn(states, name)) for (const next of states[name]?.next ?? []) found.add(next);
  return found;
}
