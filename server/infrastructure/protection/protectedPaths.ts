import { createExclusion } from '../../configuration/exclusion.ts';
import type { Policy } from './policy.ts';
import { belongsTo } from './roles.ts';

/** Files that somebody brings into the base. */
export interface IncomingFiles {
  /** What brings them, to begin a sentence with: `feature/x`. */
  readonly what: string;
  readonly actor: string;
  /** The team of the branch they come from; null where it has none. */
  readonly team: string | null;
  readonly files: readonly string[];
}

const shownFiles = 3;

/** Why files may not go into the base: they belong to a team that neither brings them nor has the actor; a sentence. */
export function pathObstacle(
  { teams, where }: Policy,
  { what, actor, team, files }: IncomingFiles,
): string | undefined {
  for (const [owner, { protectedPaths, lead, members }] of Object.entries(teams)) {
    if (owner === team || protectedPaths.length === 0 || belongsTo(teams, owner, actor)) continue;
    const isProtected = createExclusion(protectedPaths);
    const hit = files.filter(isProtected);
    if (hit.length === 0) continue;
    const more = hit.length > shownFiles ? ` and ${hit.length - shownFiles} more` : '';
    const people = [...new Set([...(lead === undefined ? [] : [lead]), ...members])].slice(0, 5);
    const whom = people.length === 0 ? 'the team names nobody yet' : `ask ${people.join(', ')}`;
    return `${what} changes ${hit.slice(0, shownFiles).join(', ')}${more}, which teams.${owner}.protectedPaths of swarm.json ${where} protects: the lead or a member of ${owner} has to do this (${whom}).`;
  }
  return undefined;
}
