import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, swarm } from '../recordedIo.ts';

const file = (agent: string) => `agent_workspaces/${agent}/status.json`;
const conflict = '{\n<<<<<<< HEAD\n "a": 1\n=======\n "a": 2\n>>>>>>> x\n}\n';
const files = {
  '.git/HEAD': '',
  [file('Agent-1')]: '{\n  "status": "ACTIVE"\n}\n',
  [file('Agent-2')]: '{\n  "status": "ACTIVE"\n  "n": 1\n}\nBye\n',
  [file('Agent-10')]: '{"points": 12 00}',
  [file('agent four')]: conflict,
  'agent_workspaces/empty/notes.md': '',
};
const read = (folder: string, agent: string) => readFileSync(path.join(folder, file(agent)), 'utf8');

describe('swarm agents repair', () => {
  it('shows the diff of what can be mended, why the rest cannot, and writes nothing', async () => {
    const folder = folderWith(files);
    const { code, stdout, stderr } = await swarm(folder, ['agents', 'repair']);
    expect(code).toBe(1);
    expect(
      stdout,
    ).toBe(`agent_workspaces/agent four/status.json: The file holds a merge conflict of git with two sides.
  --keep ours: Keep the side of HEAD
  --keep theirs: Keep the side of x
--- a/agent_workspaces/Agent-2/status.json
+++ b/agent_workspaces/Agent-2/status.json
@@ -1,5 +1,4 @@
 {
-  "status": "ACTIVE"
+  "status": "ACTIVE",
   "n": 1
 }
-Bye
agent_workspaces/Agent-2/status.json: “Bye” is taken out.
agent_workspaces/Agent-10/status.json: Line 1, column 15: “00” is no JSON; what was meant cannot be known, so please mend it by hand.
`);
    expect(stderr).toBe('4 files: 1 sound, 0 mended, 3 to be mended.\n');
    expect(read(folder, 'Agent-2')).toBe(files[file('Agent-2')]);
  });

  it('prints a diff that git applies', async () => {
    const folder = folderWith(files);
    const { stdout } = await swarm(folder, ['agents', 'repair', 'Agent-2', '--json']);
    const [{ diff }] = JSON.parse(stdout);
    execFileSync('git', ['apply'], { cwd: folder, input: diff, env: { ...process.env, GIT_DIR: '/none' } });
    expect(JSON.parse(read(folder, 'Agent-2'))).toEqual({ status: 'ACTIVE', n: 1 });
  });

  it('mends with --write and finds nothing to do then', async () => {
    const folder = folderWith(files);
    const { code, stdout } = await swarm(folder, ['agents', 'repair', 'Agent-2', '--write']);
    expect([code, stdout.endsWith('Agent-2/status.json: mended.\n')]).toEqual([0, true]);
    expect(read(folder, 'Agent-2')).toBe('{\n  "status": "ACTIVE",\n  "n": 1\n}\n');
    expect(await swarm(folder, ['agents', 'repair', 'Agent-2', '--write'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '1 file: 1 sound, 0 mended, 0 to be mended.\n',
    });
  });

  it('keeps the side that is asked for, by the id of the agent', async () => {
    const folder = folderWith(files);
    await swarm(folder, ['agents', 'repair', 'agent-four', '--write', '--keep', 'theirs']);
    expect(read(folder, 'agent four')).toBe('{\n "a": 2\n}\n');
  });

  it('writes UTF-8 where a file is in another encoding', async () => {
    const utf16 = Buffer.from('\uFEFF{"status": "café"}', 'utf16le');
    const folder = folderWith({ 'swarm.json': '{"agents": {"workspaces": "w"}}', 'w/A/status.json': utf16 });
    expect((await swarm(folder, ['agents', 'repair', '--write'])).code).toBe(0);
    expect(readFileSync(path.join(folder, 'w/A/status.json'), 'utf8')).toBe('{"status": "café"}');
  });

  it.each([
    ['an agent that is not there', ['nobody'], 'there is no workspace of agent nobody.'],
    ['a workspace without the file', ['empty'], 'there is no agent_workspaces/empty/status.json.'],
    ['another part', ['--keep', 'both'], '--keep takes ours, theirs, first, last, not "both".'],
  ])('says what is wrong with %s', async (_, args, sentence) => {
    const { code, stderr } = await swarm(folderWith(files), ['agents', 'repair', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
