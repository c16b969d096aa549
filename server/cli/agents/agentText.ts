import type { Agent } from '../../protocol/agents.ts';
import { durationText } from '../deployments/durationText.ts';
import { plain } from '../table.ts';

/** One line: `Agent-3 is blocked, late (score 80): needs a key`. */
export function agentLine(agent: Agent): string {
  const { id, state, health, score, waitingFor, reason } = agent;
  const guidance = guidanceText(agent);
  const why = guidance ?? waitingFor ?? reason;
  return plain(`${id} is ${state}, ${health} (score ${score.value})${why === null ? '' : `: ${why}`}`);
}

/** Time since a moment, for people; a hyphen where there is none. */
export function ageText(time: string | null, now = Date.now()): string {
  return time === null ? '-' : durationText(Math.max(0, now - Date.parse(time)));
}

/** All that is known of an agent, a line for each. */
export function agentText(agent: Agent): string {
  const facts: readonly Fact[] = [
    ['Agent', agent.name === agent.id ? agent.id : `${agent.id} (${agent.name})`],
    ['Role', agent.role],
    ['Team', agent.team],
    ...judgedFacts(agent),
    ...saidFacts(agent),
  ];
  const lines = facts.flatMap(([title, text]) =>
    text === null ? [] : [`${title.padEnd(13)}${plain(text)}`.trimEnd()],
  );
  return `${lines.join('\n')}\n`;
}

type Fact = readonly [title: string, text: string | null];

function judgedFacts(agent: Agent): Fact[] {
  const { score } = agent;
  return [
    ['State', `${agent.state}${agent.since === null ? '' : `, for ${ageText(agent.since)}`}`],
    ['May become', agent.allowed.join(', ') || 'nothing else'],
    ['Health', `${agent.health}${seenText(agent)}`],
    ['Condition', agent.condition],
    ...agent.evidence.map(({ text, time }) => ['', `${text}${agoText(time)}`] as const),
    ['Score', String(score.value)],
    ...score.parts.map(({ points, reason }) => ['', `${points} ${reason}`] as const),
    ['Flags', agent.flags.join(', ') || null],
    ['Guidance', guidanceText(agent)],
  ];
}

function saidFacts(agent: Agent): Fact[] {
  return [
    ['Mission', agent.mission],
    ['Waits for', agent.waitingFor],
    ['Branch', agent.branch],
    ['Worktree', agent.worktree],
    ['Contract', agent.contract],
    ['Leases', agent.leases === 0 ? null : String(agent.leases)],
    ['Unread', agent.unread === 0 ? null : String(agent.unread)],
    ['Used', usageText(agent)],
    ['Capabilities', agent.capabilities.join(', ') || null],
    ['Status file', agent.file],
    ['Problem', agent.problem],
  ];
}

function agoText(time: string | null): string {
  return time === null ? '' : ` (${ageText(time)} ago)`;
}

function seenText({ lastSeen, lastSeenSource }: Agent): string {
  return lastSeen === null ? '' : `, last seen ${ageText(lastSeen)} ago by ${lastSeenSource}`;
}

function guidanceText({ draining, quarantined }: Agent): string | null {
  const words = [draining ? 'drained' : '', quarantined ? 'in quarantine' : ''].filter(Boolean);
  return words.length === 0 ? null : `${words.join(', ')}: it gets no new task`;
}

function usageText({ usage }: Agent): string | null {
  const { tokens = null, cost = null, seconds = null } = usage ?? {};
  const parts = [
    tokens === null ? '' : `${tokens} tokens`,
    cost === null ? '' : `cost ${cost}`,
    seconds === null ? '' : durationText(seconds * 1000),
  ].filter(Boolean);
  return parts.length === 0 ? null : parts.join(', ');
}
