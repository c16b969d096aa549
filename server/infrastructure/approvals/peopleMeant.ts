import type { Policy } from '../protection/policy.ts';

/** The people whom entries of a rule name for a team, each once. */
export function peopleMeant(
  entries: readonly string[],
  team: string,
  teams: Policy['teams'],
): readonly string[] | 'everyone' {
  if (entries.includes('everyone')) return 'everyone';
  return [...new Set(entries.flatMap((entry) => peopleOf(entry, team, teams)))];
}

function peopleOf(entry: string, team: string, teams: Policy['teams']): string[] {
  const [, role, named] = /^(lead|team):(.+)$/.exec(entry) ?? [];
  if (role === undefined && entry !== 'lead' && entry !== 'members') return [entry];
  const name = named ?? team;
  const { lead, members = [] } = (Object.hasOwn(teams, name) ? teams[name] : undefined) ?? {};
  const leads = lead === undefined ? [] : [lead];
  return role === 'lead' || entry === 'lead' ? leads : [...leads, ...members];
}
