import type { Policy } from '../../protection/policy.ts';

/** The people whom entries of a rule name for a team, each once. */
export function peopleMeant(
  entries: readonly string[],
  team: string,
  teams: Policy['teams'],
): readonly string[] | 'everyone' {
  if (entries.includes('everyone')) return 'everyone';
  return [...new Set(entries.flatMap((entry) => peopleOf(entry, team, teams)))];
}

/** The lead and the members of a team. */
export function peopleOfTeam(name: string, teams: Policy['teams']): string[] {
  const { members = [] } = (Object.hasOwn(teams, name) ? teams[name] : undefined) ?? {};
  return [...leadsOf(name, teams), ...members];
}

function peopleOf(entry: string, team: string, teams: Policy['teams']): string[] {
  const [, role, named = ''] = /^(lead|team):(.+)$/.exec(entry) ?? [];
  if (role === 'lead') return leadsOf(named, teams);
  if (role === 'team') return peopleOfTeam(named, teams);
  if (entry === 'lead') return leadsOf(team, teams);
  return entry === 'members' ? peopleOfTeam(team, teams) : [entry];
}

function leadsOf(name: string, teams: Policy['teams']): string[] {
  const lead = Object.hasOwn(teams, name) ? teams[name]?.lead : undefined;
  return lead === undefined ? [] : [lead];
}
