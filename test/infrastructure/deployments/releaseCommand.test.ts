import { expect, it } from 'vitest';
import type { DeploymentHistory } from '../../../server/infrastructure/deployments/deploymentHistory.ts';
import { releaseCommand } from '../../../server/infrastructure/deployments/releaseCommand.ts';
import type { DeploymentCommand } from '../../../server/infrastructure/deployments/slots/deploymentCommand.ts';
import type { CommandStore } from '../../../server/infrastructure/events/subject.ts';
import { requestedRelease } from './requestedRelease.ts';

const route = 'development/web';
const commit = 'a'.repeat(40);
const ending = { outcome: 'rolled-back', reason: 'slow', failedCheck: null } as const;

/** A deployment that ran its release by a command of this name. */
function ran(name: string, more: Partial<DeploymentHistory> = {}): DeploymentHistory {
  const command = { hash: name } as DeploymentCommand;
  return { ...requestedRelease(), state: 'live', slot: 'blue', command, ...more };
}

/** The name of the command that is found among these deployments, the oldest one first. */
function found(histories: readonly DeploymentHistory[], slot?: string): string | undefined {
  const all = new Map(histories.map((state, index) => [String(index + 1), { state, version: 1 }]));
  const commands = { all: () => all } as unknown as CommandStore;
  return releaseCommand(commands, route, { commit, ...(slot === undefined ? {} : { slot }) })?.hash;
}

it('what ran a release is what the newest deployment says that made it live in its slot, else in another', () => {
  const all = [ran('old'), ran('blue'), ran('green', { slot: 'green' })];
  expect([found(all, 'blue'), found(all, 'green'), found(all, 'red'), found(all)]).toEqual([
    'blue',
    'green',
    'green',
    'green',
  ]);
});

it.each([
  ['never had requests', { state: 'failed' }],
  ['was cancelled', { state: 'cancelled' }],
  ['has gone back', { state: 'rolled-back', ending }],
  ['is just going back', { state: 'observing', ending }],
  ['is of another commit', { commit: 'b'.repeat(40) }],
  ['is of another team', { team: 'api' }],
] as const)('a deployment that %s says nothing of it', (_, more) => {
  expect(found([ran('before'), ran('other', more)], 'blue')).toBe('before');
});

it('nothing is known where the log does not say it', () => {
  const { command: _, ...old } = ran('unsaid');
  expect(found([old], 'blue')).toBeUndefined();
});
