import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';
import { blueGreenFile } from '../../configuration/import/blueGreenFile.ts';
import { type ExampleRepository, makeRepository } from '../../infrastructure/git/exampleRepository.ts';
import { swarm } from '../recordedIo.ts';

let example: ExampleRepository;
beforeEach(async () => {
  example = await makeRepository();
  await example.commit('deployment-config.json', JSON.stringify(blueGreenFile()));
});
afterEach(() => example.remove());

const run = (...args: string[]) => swarm(example.folder, ['init', ...args]);
const written = () => readFileSync(path.join(example.folder, 'swarm.json'), 'utf8');
const from = ['--from', 'deployment-config.json'];

describe('swarm init --from', () => {
  it('writes a swarm.json that holds, and says what it filled in and what it left out', async () => {
    const { code, stdout, stderr } = await run(...from, '--', 'node', 'server.js', '--verbose');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Wrote .*swarm\.json\n/)]);
    const { configuration, problems } = parseConfiguration(written());
    expect(problems).toEqual([]);
    expect(configuration?.teams['ai']?.deployment?.command).toEqual(['node', 'server.js', '--verbose']);
    expect(stderr).toMatch(/Filled in, since the file does not say it:\n {2}/);
    expect(stderr).toMatch(/Not taken over:\n(.*\n)* {2}notifications: Swarm tells in the editor/);
  });

  it('shows what it would add to a swarm.json that is there, and adds it only where that is asked for', async () => {
    const own = '{\n  // ours\n  "base": "main"\n}\n';
    writeFileSync(path.join(example.folder, 'swarm.json'), own);
    const shown = await run(...from);
    expect(shown).toMatchObject({ code: 1, stderr: expect.stringContaining('--merge adds this to it') });
    expect(shown.stdout).toContain('+  "environments": {');
    expect(written()).toBe(own);
    expect((await run(...from, '--merge')).code).toBe(0);
    expect(written()).toContain('// ours');
    expect(parseConfiguration(written()).problems).toEqual([]);
    expect(await run(...from, '--merge')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('says all of it already'),
    });
  });

  it('prints it without writing anything', async () => {
    const { code, stdout } = await run(...from, '--print');
    expect([code, parseConfiguration(stdout).problems]).toEqual([0, []]);
    expect(written).toThrow('ENOENT');
  });

  it('is named where swarm init finds such a file', async () => {
    expect((await run()).stderr).toBe(
      'deployment-config.json looks like a blue-green configuration; swarm init --from deployment-config.json --merge takes it over.\n',
    );
  });

  it('leaves nothing of a proposal that says that nothing was found', async () => {
    await run();
    expect(written()).toMatch(
      /^\{\n {2}\/\/ No branches, .*\n {2}\/\/ deployment-config\.json looks like .*\n\}\n$/,
    );
    expect((await run(...from, '--merge')).code).toBe(0);
    expect(written()).not.toMatch(/\/\/ (No branches|deployment-config)/);
    writeFileSync(path.join(example.folder, 'swarm.json'), '{\n  // ours\n}\n');
    expect((await run(...from, '--merge')).code).toBe(0);
    expect(written()).toContain('// ours');
  });

  it.each([
    [['--from', 'none.json'], /none\.json cannot be read: there is no such file/],
    [['--from', 'bad.json'], /bad\.json is no JSON: line 1, column 6: a value is missing/],
    [['--from', 'empty.json'], /has neither environments nor teams/],
    [['--merge'], /are for --from/],
    [['node', 'server.js'], /are for --from/],
  ])('says what is wrong: %j', async (args, sentence) => {
    writeFileSync(path.join(example.folder, 'bad.json'), '{"a":');
    writeFileSync(path.join(example.folder, 'empty.json'), '[]');
    expect(await run(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
  });

  it('leaves a swarm.json alone that is not valid', async () => {
    writeFileSync(path.join(example.folder, 'swarm.json'), '{ "teams": 3 }');
    expect(await run(...from, '--merge')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not valid; mend it first'),
    });
    expect(written()).toBe('{ "teams": 3 }');
  });
});
