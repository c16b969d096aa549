import type { CommandStore } from '../events/subject.ts';
import { type DeploymentHistory, movesRequests, routeOf } from './deploymentHistory.ts';
import { mayHaveRequests } from './deploymentRow.ts';
import { deploymentsIn } from './deploymentStream.ts';
import type { DeploymentCommand } from './slots/deploymentCommand.ts';

/**
 * What ran a release when it last had the requests of an environment and team.
 * @param release its slot too, where it is known: a commit may have been live in several, each time by another command
 * @returns undefined where no deployment brought it there, or where the log does not say it
 */
export function releaseCommand(
  commands: CommandStore,
  route: string,
  release: { readonly commit: string; readonly slot?: string },
): DeploymentCommand | undefined {
  const known = deploymentsIn(commands)
    .map(([, history]) => history)
    .filter((history) => routeOf(history) === route && history.commit === release.commit)
    .filter((history) => mayHaveRequests(history) && !isGoingBack(history));
  const found = known.findLast(({ slot }) => slot === release.slot) ?? known.at(-1);
  return found?.command;
}

/** What it goes back to may be the same commit, as it ran before. */
function isGoingBack(history: DeploymentHistory): boolean {
  return movesRequests(history) && history.ending !== null;
}
