import type { SwarmEvent } from '../../../server/protocol/events.ts';
import type { ChaosRepository } from './chaosRepository.ts';

/** Intents of branches and work trees without an outcome, and failures of what git has done. */
export function untrueOutcomes(repository: ChaosRepository, events: readonly SwarmEvent[]): string[] {
  const found: string[] = [];
  const intents = new Map<string, SwarmEvent>();
  for (const event of events.filter(({ stream }) => /^(branch|worktree)\//.test(stream))) {
    const { stream, type } = event;
    const intent = intents.get(stream);
    if (type.endsWith('-requested')) {
      if (intent) found.push(`${stream}: ${type} before ${intent.type} had an outcome`);
      intents.set(stream, event);
      continue;
    }
    if (intent && type.endsWith('-failed') && wasDone(repository, intent))
      found.push(`${stream}: the log says ${type}, but git has done it`);
    if (!type.endsWith('-expired')) intents.delete(stream);
  }
  return [...found, ...[...intents].map(([stream, { type }]) => `${stream}: ${type} has no outcome`)];
}

/** By the reflog of a branch that is still there. */
function wasDone(repository: ChaosRepository, { stream, data }: SwarmEvent): boolean {
  const to = data['to'] ?? data['commit'];
  try {
    const ref = `refs/heads/${stream.slice('branch/'.length)}`;
    const moves = repository.git('log', '--walk-reflogs', '--format=%H %gs', ref).split('\n');
    return moves.some((line) => line.startsWith(`${to} `) && line.endsWith(' by swarm'));
  } catch {
    return false;
  }
}
