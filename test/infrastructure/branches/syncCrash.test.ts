import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi } from '../../../server/protocol/apiClient.ts';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

const child = path.join(import.meta.dirname, '../mergeQueue/queueServiceChild.ts');
const name = 'feature/realtime-clean';

let example: ExampleRepository;
let before: string;

beforeEach(async () => {
  example = await makeBranchedRepository();
  before = tip();
});
afterEach(() => example.remove());

const tip = () => example.git('rev-parse', `refs/heads/${name}`);

/** Syncs with a service that is killed on its way. */
async function dieAt(...fault: string[]): Promise<void> {
  const mortal = spawn(process.execPath, [child, example.folder, ...fault], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(mortal, 'exit');
  await once(mortal.stdout, 'data');
  const service = JSON.parse(readFileSync(path.join(example.folder, '.git/swarm/service.json'), 'utf8'));
  const body = { branches: [name], how: 'merge' as const, dryRun: false };
  await callApi(service, 'syncBranches', { body }).catch(() => {});
  await gone;
  expect(mortal.signalCode).toBe('SIGKILL');
}

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
      await dieAt(when, type);
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
      expect(outcome?.state).toBe(moved ? 'up-to-date' : 'merged');
      await ground.close();
    },
  );
});
