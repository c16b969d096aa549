import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { type ApiAddress, callApi } from '../../../server/protocol/apiClient.ts';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { dieAt, syncBranch } from './mortalService.ts';

const name = 'feature/realtime-clean';
const ref = `refs/heads/${name}`;
const fresh = 'feature/fresh';

let example: ExampleRepository;

beforeEach(async () => {
  example = await makeBranchedRepository();
});
afterEach(() => example.remove());

/** Plain git makes a commit on a branch while no service runs; the branch may be gone. */
function goOn(branch: string): void {
  const tree = example.git('rev-parse', 'main^{tree}');
  const parents = example
    .git('for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`)
    .split('\n')
    .filter((parent) => parent !== '');
  const commit = example.git('commit-tree', tree, ...parents.flatMap((one) => ['-p', one]), '-m', 'on');
  example.git('update-ref', '-m', 'plain', `refs/heads/${branch}`, commit);
}

/** What the next service says became of it. */
async function told(branch: string): Promise<string | undefined> {
  const service = await startService({ repository: example.folder, startSubjects });
  const query = { stream: `branch/${branch}`, after: 0, limit: 100 };
  const events = await callApi(service, 'history', { query });
  await service.stop();
  return events.at(-1)?.type;
}

const create = (service: ApiAddress) => callApi(service, 'createBranch', { body: { name: fresh } });
const sync = (service: ApiAddress) => syncBranch(service, name);
const remove = (service: ApiAddress) =>
  callApi(service, 'deleteBranch', { body: { name, confirm: example.git('rev-parse', ref) } });
const restore = async (service: ApiAddress) => {
  await remove(service);
  await callApi(service, 'restoreBranch', { body: { name } });
};

const changes = [
  { what: 'create', ask: create, branch: fresh, done: 'branch.created' },
  { what: 'sync', ask: sync, branch: name, done: 'branch.synced' },
  { what: 'delete', ask: remove, branch: name, done: 'branch.deleted' },
  { what: 'restore', ask: restore, branch: name, done: 'branch.restored' },
];

describe('a change whose service was killed when git had done it', () => {
  it.each(changes)(
    'is told as done although somebody has worked on the branch since: $what',
    async ({ ask, branch, done }) => {
      await dieAt(example.folder, ['before', done], ask);
      goOn(branch);
      expect(await told(branch)).toBe(done);
    },
  );
});

describe('a change whose service was killed before git was asked', () => {
  it.each(changes)(
    'is told as not done, whatever somebody has done since: $what',
    async ({ what, ask, branch }) => {
      await dieAt(example.folder, ['after', `branch.${what}-requested`], ask);
      goOn(branch);
      expect(await told(branch)).toBe(`branch.${what}-failed`);
    },
  );

  it('is not taken for a deletion where plain git has deleted the branch: nothing is kept of it', async () => {
    await dieAt(example.folder, ['after', 'branch.delete-requested'], remove);
    example.git('update-ref', '-d', ref);
    expect(await told(name)).toBe('branch.delete-failed');
  });
});
