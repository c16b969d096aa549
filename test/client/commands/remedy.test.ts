import { expect, it, vi } from 'vitest';
import { ApiError } from '../../../server/protocol/apiClient.ts';
import type { Problem } from '../../../server/protocol/problem.ts';
import { fakeVsCode } from '../views/fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { CommandRefused } = await import('../../../client/commands/commandRefused.ts');
const { openConfigurationRemedy, remedyOf } = await import('../../../client/commands/remedy.ts');

const refused = (facts: Partial<Problem>) =>
  new ApiError({ type: 'about:blank', title: 'No', status: 409, detail: 'No.', code: 'conflict', ...facts });

it('what nobody expected leads to the log', () => {
  expect(remedyOf(new TypeError('x is not a function'))?.title).toBe('Show Log');
  expect(remedyOf(refused({ status: 500, code: 'internal' }))?.title).toBe('Show Log');
});

it('a refusal says all in its sentence, and the log has no more', () => {
  expect(remedyOf(refused({}))).toBeUndefined();
  expect(remedyOf(new CommandRefused('Nothing runs.'))).toBeUndefined();
});

it('a slot that a deployment needs leads to the deployment', () => {
  expect(remedyOf(refused({ code: 'slot-busy', data: { deployment: '12' } }))).toEqual({
    title: 'Show Deployment',
    command: 'swarm.openDeployment',
    argument: { deployment: '12' },
  });
});

it('what swarm.json lacks leads there', () => {
  const remedy = { title: 'Open swarm.json', command: 'swarm.openConfiguration' };
  expect(remedyOf(refused({ code: 'no-deployment-configured' }))).toEqual(remedy);
  expect(remedyOf(new CommandRefused('No team has slots.', { remedy: openConfigurationRemedy() }))).toEqual(
    remedy,
  );
});
