import type { SwarmEvent } from '../../../server/protocol/events.ts';
import type { Acknowledged } from './acknowledged.ts';
import { contracts, pointsPerTask } from './captain.ts';
import { LeaseWatch } from './leaseWatch.ts';

/** Where a task stands by its events alone. */
interface Course {
  owner: string | null;
  attempt: number;
  credited: number;
}

/** What a swarm must never do, found in the log: sentences, none where all is well. */
export function brokenInvariants(
  events: readonly SwarmEvent[],
  acknowledged: readonly Acknowledged[],
): string[] {
  const broken: string[] = [];
  const courses = new Map<string, Course>();
  const leases = new LeaseWatch((sentence) => broken.push(sentence));
  for (const event of events) {
    leases.see(event);
    if (event.stream.startsWith('contract/') && event.type.startsWith('task.'))
      broken.push(...seen(courses, event));
  }
  broken.push(...unfinished(courses), ...unequal(events), ...lost(events, acknowledged));
  return broken;
}

/** Takes an event of a task; gives what must not have happened. */
function seen(courses: Map<string, Course>, { seq, stream, type, data }: SwarmEvent): string[] {
  const id = `${stream.slice('contract/'.length)}/${String(data['task'])}`;
  const course = courses.get(id) ?? { owner: null, attempt: 0, credited: 0 };
  courses.set(id, course);
  const agent = typeof data['agent'] === 'string' ? data['agent'] : null;
  const broken: string[] = [];
  switch (type) {
    case 'task.claimed':
      if (course.owner !== null)
        broken.push(`Event ${seq}: ${agent} claims ${id}, which ${course.owner} has.`);
      course.owner = agent;
      course.attempt += 1;
      break;
    case 'task.released':
      course.owner = null;
      break;
    case 'task.credited':
      course.credited += 1;
      if (course.credited > 1) broken.push(`Event ${seq}: ${id} is credited again.`);
      if (course.owner !== agent)
        broken.push(`Event ${seq}: ${id} of ${course.owner} is credited to ${agent}.`);
  }
  return broken;
}

function unfinished(courses: ReadonlyMap<string, Course>): string[] {
  return [...courses].flatMap(([id, { credited, owner }]) =>
    credited === 1 ? [] : [`${id} was credited ${credited} times; ${owner ?? 'nobody'} has it.`],
  );
}

/** Every point that anybody has comes from a contract, and no contract pays more than it has. */
function unequal(events: readonly SwarmEvent[]): string[] {
  const balances = new Map<string, number>();
  for (const { data } of events) {
    if (!Array.isArray(data['postings'])) continue;
    for (const { account, points } of data['postings'] as { account: string; points: number }[])
      balances.set(account, (balances.get(account) ?? 0) + points);
  }
  const sum = [...balances.values()].reduce((total, points) => total + points, 0);
  const tasks = events.filter(({ type }) => type === 'task.added').length;
  const earned = [...balances].filter(([account]) => account.startsWith('earned/'));
  const paid = earned.reduce((total, [, points]) => total + points, 0);
  const left = contracts.filter((id) => (balances.get(`budget/${id}`) ?? 0) !== 0);
  return [
    ...(sum === 0 ? [] : [`The entries add up to ${sum}.`]),
    ...(paid === tasks * pointsPerTask ? [] : [`${paid} points were paid for ${tasks} tasks.`]),
    ...left.map((id) => `${id} has points left.`),
  ];
}

/** What an agent was told to be done and the log does not have. */
function lost(events: readonly SwarmEvent[], acknowledged: readonly Acknowledged[]): string[] {
  const types = { claimed: 'task.claimed', submitted: 'task.submitted' } as const;
  const logged = new Set(
    events.map(
      ({ stream, type, data }) => `${type} ${stream}/${String(data['task'])} ${String(data['agent'])}`,
    ),
  );
  return acknowledged.flatMap(({ agent, what, task }) =>
    logged.has(`${types[what]} contract/${task} ${agent}`)
      ? []
      : [`${agent} ${what} ${task}: not in the log.`],
  );
}
