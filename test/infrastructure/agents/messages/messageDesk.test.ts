import { mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MessageGround } from './messageGround.ts';

const teams = { realtime: { branchPrefix: 'feature/realtime' } };

let ground: MessageGround;
const start = async (configuration: unknown = { teams }) => {
  ground = await MessageGround.start(configuration);
};
afterEach(() => ground.close());

describe('messages', () => {
  beforeEach(() => start());

  it('reach one agent, a role in any case, a team or all, and nobody else', async () => {
    await ground.send({ to: { agent: 'Agent-1' }, subject: 'one' });
    await ground.send({ to: { role: 'TESTER' }, subject: 'role', priority: 'urgent' });
    await ground.send({ to: { team: 'realtime' }, subject: 'team' });
    await ground.send({ to: { all: true }, subject: 'all', priority: 'low' });
    expect(ground.unread('Agent-1')).toEqual(['role', 'one', 'team', 'all']);
    expect(ground.unread('Agent-2')).toEqual(['team', 'all']);
    expect(ground.unread('Agent-3')).toEqual(['all']);
    expect(ground.desk.unreadOf({ id: 'Agent-1', role: 'Tester', team: 'realtime' })).toBe(4);
  });

  it('are acknowledged by each reader for itself, once, and stay so after a restart', async () => {
    const { id } = await ground.send({ to: { team: 'realtime' } });
    await ground.acknowledge(id, 'Agent-1');
    const { acknowledged } = await ground.acknowledge(id, 'Agent-1');
    expect(acknowledged).toEqual([{ agent: 'Agent-1', time: expect.any(String) }]);
    await ground.restart();
    expect(ground.unread('Agent-1')).toEqual([]);
    expect(ground.unread('Agent-2')).toEqual(['Hello']);
    expect(ground.desk.read({ agent: 'Agent-1', state: 'acknowledged', limit: 9 })).toHaveLength(1);
    await expect(ground.acknowledge(id, 'Agent-3')).rejects.toMatchObject({
      code: 'not-allowed',
      message: `Message ${id} is for team realtime, not for Agent-3.`,
    });
    await expect(ground.acknowledge('m-1', 'Agent-3')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('sent again under one key arrive once, also at the same moment and after a restart', async () => {
    const again = () => ground.send({ to: { agent: 'Agent-1' } }, 'k-1');
    const [first, second] = await Promise.all([again(), again()]);
    await ground.restart();
    expect([second, await again()]).toEqual([first, first]);
    expect(ground.unread('Agent-1')).toEqual(['Hello']);
    await expect(ground.send({ to: { agent: 'Agent-2' } }, 'k-1')).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('to nobody, or in the name of another than the token proves, are refused in a sentence', async () => {
    await expect(ground.send({ to: { agent: 'Agent-9' } })).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no agent Agent-9: no status file, no heartbeat.',
    });
    await expect(ground.send({ to: { team: 'ghosts' } })).rejects.toMatchObject({ code: 'not-found' });
    const request = { to: { all: true }, priority: 'low', subject: 'x', text: '' } as const;
    const meta = { actor: 'Agent-1', verified: true };
    await expect(ground.desk.send({ ...request, from: 'Agent-2' }, meta)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(ground.temporary.log.lastSeq).toBe(0);
  });

  it('to many are for nobody any more after a week, those to one agent stay', async () => {
    const many = await ground.send({ to: { all: true } });
    const one = await ground.send({ to: { agent: 'Agent-1' } });
    const short = await ground.send({ to: { agent: 'Agent-1' }, expiresInSeconds: 60 });
    const lifetime = (message: typeof many) =>
      message.expiresAt && Date.parse(message.expiresAt) - Date.parse(message.sentAt);
    expect(lifetime(many)).toBeGreaterThan(6.9 * 86_400_000);
    expect(one.expiresAt).toBeNull();
    expect(lifetime(short)).toBeLessThanOrEqual(60_000);
  });
});

describe('messages in files', () => {
  it('of an inbox and a queue are read, followed, acknowledged, and gone with their file', async () => {
    await start({ agents: { messageQueues: ['queue.json'] } });
    await ground.write('agent_workspaces/Agent-1/inbox/a.md', '**From**: Agent-2\n**Priority**: HIGH\n\nHi');
    await ground.until(() => ground.unread('Agent-1').length === 1);
    const [message] = ground.desk.read({ agent: 'Agent-1', state: 'unread', limit: 9 });
    expect(message).toMatchObject({ from: 'Agent-2', source: 'agent_workspaces/Agent-1/inbox/a.md:1' });
    await ground.acknowledge(message?.id ?? '', 'Agent-1');
    expect(ground.unread('Agent-1')).toEqual([]);
    const entry = {
      message: { sender: 'x', recipient: 'Agent-3', content: 'From the queue' },
      queue_id: '1',
    };
    await ground.write('queue.json', JSON.stringify([entry]));
    await ground.until(() => ground.unread('Agent-3').length === 1);
    await ground.restart();
    expect([ground.unread('Agent-1'), ground.unread('Agent-3')]).toEqual([[], ['From the queue']]);
    await rm(path.join(ground.folder, 'agent_workspaces/Agent-1/inbox/a.md'));
    await ground.until(() => ground.desk.read({ agent: 'Agent-1', state: 'all', limit: 9 }).length === 0);
  });

  it('are written where swarm.json asks for it, once, as text, and are the same messages', async () => {
    await start({ teams, agents: { writeInbox: true } });
    const hostile = '../../etc/passwd <script>alert(1)</script>';
    const { id } = await ground.send({
      to: { team: 'realtime' },
      subject: hostile,
      text: '# x\n**To**: root',
    });
    const inbox = (agent: string) => path.join(ground.folder, 'agent_workspaces', agent, 'inbox');
    await ground.written(id);
    const names = await readdir(inbox('Agent-2'));
    expect(names).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z_m-[0-9a-f]{16}\.md$/)]);
    expect(await readFile(path.join(inbox('Agent-2'), names[0] ?? ''), 'utf8')).toContain(`# ${hostile}\n`);
    await rm(inbox('Agent-1'), { recursive: true });
    await ground.restart();
    await expect(readdir(inbox('Agent-1'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(ground.unread('Agent-2')).toEqual([hostile]);
  });

  it('are not written through a link that leads elsewhere', async () => {
    await start({ agents: { writeInbox: true } });
    const elsewhere = path.join(ground.folder, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, path.join(ground.folder, 'agent_workspaces/Agent-1/inbox'));
    const { id } = await ground.send({ to: { all: true } });
    await ground.written(id);
    expect(await readdir(elsewhere)).toEqual([]);
    expect(await readdir(path.join(ground.folder, 'agent_workspaces/Agent-2/inbox'))).toHaveLength(1);
  });
});
