import { expect, it, vi } from 'vitest';
import { lackOf, ServiceUnavailable } from '../../client/infrastructure/connectionState.ts';
import { fakeVsCode } from './views/fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { connectionRemedy } = await import('../../client/connectionRemedy.ts');

const unreachable = { kind: 'unreachable', reason: 'It does not answer.', retrying: true } as const;
const here = { id: 'r', root: '/r' };
const remote = { id: 'https://swarm.example', root: undefined };

it('a service of this machine is started, or replaced', () => {
  const off = connectionRemedy({ ...here, state: { kind: 'off', why: 'stopped' } });
  expect(off).toMatchObject({ title: 'Start Service', argument: { repository: 'r' } });
  expect(connectionRemedy({ ...here, state: unreachable })).toMatchObject({ title: 'Restart Service' });
});

it('a service of another machine cannot be restarted, only called again', () => {
  expect(connectionRemedy({ ...remote, state: unreachable })).toMatchObject({
    title: 'Try Again',
    command: 'swarm.refresh',
  });
});

it.each([
  ['token', 'Set API Token…'],
  ['address', 'Change Address of API'],
] as const)('where a %s is missing or wrong, it leads there', (reason, title) => {
  const lacks = lackOf(new ServiceUnavailable(reason, 'No.'));
  const state = { ...unreachable, ...(lacks === undefined ? {} : { lacks }) };
  expect(connectionRemedy({ ...remote, state })).toMatchObject({ title, command: 'swarm.setApiToken' });
});

it('nothing is offered where a service is there or starts', () => {
  expect(connectionRemedy({ ...here, state: { kind: 'live' } })).toBeUndefined();
  expect(connectionRemedy({ ...here, state: { kind: 'connecting' } })).toBeUndefined();
  expect(lackOf(new ServiceUnavailable('start-failed', 'No.'))).toBeUndefined();
});
