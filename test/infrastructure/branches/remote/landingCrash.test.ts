import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { callApi } from '../../../../server/protocol/apiClient.ts';
import { type ExampleRepository, makeBranchedRepository } from '../../git/exampleRepository.ts';
import { dieAt } from '../mortalService.ts';

const branch = 'feature/realtime-clean';
let example: ExampleRepository;
let remote: string;

beforeEach(async () => {
  remote = await mkdtemp(path.join(tmpdir(), 'swarm-remote-'));
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  example = await makeBranchedRepository();
  example.git('remote', 'add', 'origin', `file://${remote}`);
  example.git('push', '--quiet', '--set-upstream', 'origin', 'main');
  example.git('checkout', '--quiet', '--detach');
  writeFileSync(path.join(example.folder, 'swarm.json'), JSON.stringify({ mergeQueue: { push: true } }));
});
afterEach(async () => {
  await example.remove();
  await rm(remote, { recursive: true });
});

it.each([
  ['queue.landed', 'before its push began'],
  ['queue.push-started', 'while it was pushed'],
])('a landing whose service was killed after %s, %s, is pushed at the next start', async (type) => {
  await dieAt(example.folder, ['after', type], (service) =>
    callApi(service, 'enqueue', { body: { branch } }),
  );
  const landed = example.git('rev-parse', 'main');
  const onRemote = () => example.git('ls-remote', 'origin', 'refs/heads/main').split('\t')[0];
  expect(onRemote()).not.toBe(landed);
  const pushed = Promise.withResolvers<string | undefined>();
  const service = await startService({
    repository: example.folder,
    startSubjects: (parts) => {
      parts.rows.onChanged(() => {
        const push = parts.rows.get('queue', 'main')?.push;
        if (push?.state === 'pushed') pushed.resolve(push.commit);
      });
      return startSubjects(parts);
    },
  });
  expect(await pushed.promise).toBe(landed);
  expect(onRemote()).toBe(landed);
  await service.stop();
});
