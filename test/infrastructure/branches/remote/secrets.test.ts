import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withoutAddresses } from '../../../../server/infrastructure/branches/remote/runRemoteGit.ts';
import { type RunningService, startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { callApi } from '../../../../server/protocol/apiClient.ts';
import { swarm } from '../../../cli/recordedIo.ts';
import { type ExampleRepository, makeBranchedRepository } from '../../git/exampleRepository.ts';
import { type GitHttpServer, serveGit } from './gitHttpServer.ts';

const canary = 'canary-7f3a-secret';
const clean = 'feature/realtime-clean';
let example: ExampleRepository;
let service: RunningService;
let server: GitHttpServer;
let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'swarm-secrets-')));
  const remote = path.join(folder, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  execFileSync('git', ['-C', remote, 'config', 'http.receivepack', 'true']);
  server = await serveGit(folder, `ada:${canary}`);
  example = await makeBranchedRepository();
  example.git('remote', 'add', 'origin', address('remote.git'));
  vi.stubEnv('HOME', folder);
  service = await startService({ repository: example.folder, startSubjects });
});
afterEach(async () => {
  await service.stop();
  vi.unstubAllEnvs();
  await server.close();
  await example.remove();
  await rm(folder, { recursive: true, force: true });
});

const address = (name: string, secret = canary) => `http://ada:${secret}@127.0.0.1:${server.port}/${name}`;

/** Everything that the service has written or would show. */
async function everything(): Promise<string> {
  const snapshot = await callApi(service, 'snapshot');
  const history = await callApi(service, 'history', { query: { limit: 1000 } });
  const names = await readdir(service.stateFolder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const contents = files.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'latin1'));
  return [JSON.stringify({ snapshot, history }), ...(await Promise.all(contents))].join('\n');
}

describe('a secret in the address of a remote', () => {
  it('is used by git over HTTP, and is in no row, event, log, file or error', async () => {
    const pushed = await swarm(example.folder, ['branches', 'push', clean, '--json']);
    expect([pushed.code, pushed.stderr]).toEqual([0, '']);
    expect(JSON.parse(pushed.stdout)).toMatchObject({ name: clean, remote: 'origin' });
    expect(server.authorizations.length).toBeGreaterThan(0);
    const fetched = await swarm(example.folder, ['branches', 'fetch']);
    expect(fetched.stdout).toBe('Nothing is new on origin.\n');
    example.git('remote', 'set-url', 'origin', address('missing.git'));
    const failed = await swarm(example.folder, ['branches', 'fetch']);
    expect([failed.code, failed.stderr]).toEqual([2, expect.stringContaining('There is no repository at')]);
    example.git('remote', 'set-url', 'origin', address('remote.git', `${canary}-wrong`));
    const refused = await swarm(example.folder, ['branches', 'push', 'main']);
    expect(refused.stderr).toContain('git has no valid credentials for origin');
    example.git('remote', 'set-url', 'origin', `http://127.0.0.1:${server.port}/broken?token=${canary}`);
    const broken = await swarm(example.folder, ['branches', 'fetch']);
    expect(broken.stderr).toContain('<its address>');
    const shown = [pushed, fetched, failed, refused, broken]
      .map(({ stdout, stderr }) => stdout + stderr)
      .join('');
    expect(shown + (await everything())).not.toContain(canary);
  });

  it("is asked of the person's own credential helper, not of the repository's", async () => {
    example.git('remote', 'set-url', 'origin', `http://127.0.0.1:${server.port}/remote.git`);
    const helper = path.join(folder, 'helper.sh');
    await writeFile(helper, `#!/bin/sh\necho username=ada\necho password=${canary}\n`);
    await chmod(helper, 0o755);
    example.git('config', 'credential.helper', helper);
    const refused = await swarm(example.folder, ['branches', 'fetch']);
    expect(refused.stderr).toContain('git has no valid credentials for origin');
    await writeFile(path.join(folder, '.gitconfig'), `[credential]\n\thelper = ${helper}\n`);
    expect((await swarm(example.folder, ['branches', 'fetch'])).stderr).toBe('');
  });
});

describe('an address in a message of git', () => {
  it.each([
    [
      `fatal: unable to access 'https://u:${canary}@host/x.git/': no`,
      "fatal: unable to access '<its address>': no",
    ],
    [`ssh://git:${canary}@host:22/x is gone`, '<its address> is gone'],
    [`u:${canary}@host:x`, '<its address>'],
    [`https://host/x?private_token=${canary} failed`, '<its address> failed'],
    ['error: src refspec main does not match any', 'error: src refspec main does not match any'],
  ])('%s', (text, shown) => {
    expect(withoutAddresses(text)).toBe(shown);
  });
});
