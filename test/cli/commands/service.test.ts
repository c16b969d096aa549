import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { command as serve } from '../../../server/cli/commands/serve.ts';
import { command as status } from '../../../server/cli/commands/status.ts';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { startCounter } from '../../infrastructure/serviceSubjects.ts';
import { TemporaryRepository } from '../../infrastructure/temporaryRepository.ts';

function outputIn(cwd: string) {
  const written = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    cwd,
    env: {},
    isTty: false,
    isErrorTty: false,
  };
  return { written, io };
}

const noArguments = { values: {}, positionals: [] };

async function runningIn(repository: TemporaryRepository) {
  const message = 'Agent-3 is blocked:\u001b[2J needs a key';
  return startService({
    repository: repository.folder,
    startSubjects: (parts) => {
      parts.rows.set('attention', 'agents/Agent-3', {
        id: 'agents/Agent-3',
        resource: 'agents',
        row: 'Agent-3',
        message,
      });
      return startCounter(parts);
    },
  });
}

describe('swarm status', () => {
  it('shows the service and what needs a human, without letting a message move the cursor', async () => {
    using repository = new TemporaryRepository();
    const service = await runningIn(repository);
    const { written, io } = outputIn(repository.folder);
    expect(await status.run(noArguments, io)).toBe(0);
    expect(written.stdout).toContain(service.address);
    expect(written.stdout).toContain(
      '1 thing needs a human:\n  agents      Agent-3 is blocked: [2J needs a key',
    );
    await service.stop();
  });

  it('counts one of a kind in the singular', async () => {
    using repository = new TemporaryRepository();
    const service = await startService({
      repository: repository.folder,
      startSubjects: (parts) => {
        const team = {
          name: 'web',
          branchPrefix: 'w',
          lead: null,
          members: [],
          protectedPaths: [],
          conflictPolicy: 'auto-merge' as const,
          environments: null,
          branches: 0,
          deployable: false,
        };
        parts.rows.set('teams', 'web', team);
        return startCounter(parts);
      },
    });
    const { written, io } = outputIn(repository.folder);
    await status.run(noArguments, io);
    expect(written.stdout).toContain('1 team, 0 branches, 0 slots');
    await service.stop();
  });

  it('says the same as JSON', async () => {
    using repository = new TemporaryRepository();
    const service = await runningIn(repository);
    const { written, io } = outputIn(repository.folder);
    expect(await status.run({ values: { json: true }, positionals: [] }, io)).toBe(0);
    expect(JSON.parse(written.stdout)).toMatchObject({
      service: { address: service.address, pid: process.pid, repository: repository.folder, base: 'main' },
      counts: { teams: 0, branches: 0, slots: 0, agents: 0, contracts: 0 },
      attention: [{ id: 'agents/Agent-3' }],
    });
    expect(written.stdout).not.toContain(service.token);
    await service.stop();
  });

  it('says how to start a service where none runs or the last one died', async () => {
    using repository = new TemporaryRepository();
    const { io } = outputIn(repository.folder);
    await expect(status.run(noArguments, io)).rejects.toThrow(/No service runs.*swarm serve/);
    const service = await runningIn(repository);
    await service.stop();
    const dead = { address: service.address, token: service.token, pid: 1, version: '1' };
    writeFileSync(path.join(repository.stateFolder, 'service.json'), JSON.stringify(dead), { mode: 0o600 });
    await expect(status.run(noArguments, io)).rejects.toThrow(/has ended.*swarm serve/);
  });

  it('trusts no service file that others could have read, and needs a repository', async () => {
    using repository = new TemporaryRepository();
    const service = await runningIn(repository);
    const file = path.join(repository.stateFolder, 'service.json');
    rmSync(file);
    writeFileSync(file, '{}', { mode: 0o644 });
    await expect(status.run(noArguments, outputIn(repository.folder).io)).rejects.toThrow('chmod');
    await expect(status.run(noArguments, outputIn(tmpdir()).io)).rejects.toThrow('not in a git repository');
    await service.stop();
  });
});

describe('swarm serve', () => {
  it('ends with a sentence where it cannot serve', async () => {
    using repository = new TemporaryRepository();
    const service = await runningIn(repository);
    const { written, io } = outputIn(repository.folder);
    expect(await serve.run(noArguments, io)).toBe(3);
    expect(written.stderr).toContain(service.address);
    await service.stop();
    await expect(serve.run({ values: { port: 'x' }, positionals: [] }, io)).rejects.toThrow('--port takes');
    expect(await serve.run({ values: {}, positionals: [tmpdir()] }, io)).toBe(2);
  });
});
