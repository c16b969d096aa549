import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';
import { dieAt, syncBranch } from './mortalService.ts';

const name = 'feature/realtime-clean';

let example: ExampleRepository;
let before: string;

beforeEach(async () => {
  example = await makeBranchedRepository();
  before = tip();
});
afterEach(() => example.remove());

const tip = () => example.git('rev-parse', `refs/heads/${name}`);

describe('a service that is killed while it syncs', () => {
  it.each([
    ['before', 'branch.sync-requested', false],
    ['after', 'branch.sync-requested', false],
    // The branch has moved by then.
    ['before', 'branch.synced', true],
    ['after', 'branch.synced', true],
  ])(
    'right %s %s leaves the branch as it was or as it was to be, and the next sync works',
    async (when, type, moved) => {
      await dieAt(example.folder, [when, type], (service) => syncBranch(service, name));
      expect(tip() !== before).toBe(moved);
      if (moved)
        expect(example.git('rev-parse', `${name}^1`, `${name}^2`)).toBe(
          `${before}\n${example.git('rev-parse', 'main')}`,
        );
      expect(example.git('worktree', 'list').split('\n')).toHaveLength(1);
      expect(example.git('status', '--porcelain')).toBe('');
      expect(example.git('fsck', '--strict')).not.toMatch(/error|missing/);
      const ground = await SubjectGround.start(example.folder);
      const body = { branches: [name], dryRun: false };
      const [outcome] = await ground.call('syncBranches', { body });
      expect(outcome).toMatchObject({ state: moved ? 'up-to-date' : 'merged' });
      await ground.close();
    },
  );
});
