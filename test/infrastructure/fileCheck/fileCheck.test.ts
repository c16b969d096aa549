import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';
import { checkFile } from '../../../server/infrastructure/fileCheck/fileCheck.ts';
import { defaultConfiguration } from '../../../server/protocol/configuration/configuration.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';

let example: ExampleRepository;
const swarmJson = '{ "v2": { "limits": { "file": 5 }, "exclude": ["generated/**"] } }';

beforeAll(async () => {
  example = await makeRepository();
  await mkdir(path.join(example.folder, 'generated'));
  await writeFile(path.join(example.folder, 'short.py'), 'x = 1\n');
  await writeFile(path.join(example.folder, 'long.py'), `import torch\n${'x = 1\n'.repeat(9)}`);
  await writeFile(path.join(example.folder, 'picture.xyz'), 'x');
  await symlink('/etc/hostname', path.join(example.folder, 'out.py'));
});
afterAll(() => example.remove());

function check(file: string, text?: string) {
  const { configuration = defaultConfiguration(), places } = parseConfiguration(swarmJson);
  const parts = { workTree: example.folder, configuration: { current: configuration, places } };
  return checkFile(text === undefined ? { path: file } : { path: file, text }, parts);
}

describe('a file that is checked on request', () => {
  it('is held to the limits of swarm.json and to heavy imports', async () => {
    const { lines, total, findings, language } = await check('long.py');
    expect([lines, language]).toEqual([10, 'python']);
    expect(total).toBe(findings.length);
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['file-too-long', 'heavy-import']),
    );
    expect(findings.find(({ rule }) => rule === 'file-too-long')?.data).toMatchObject({
      actual: 10,
      limit: 5,
    });
  });

  it('has no finding where there is nothing to find', async () => {
    expect(await check('short.py')).toMatchObject({ total: 0, findings: [], skipped: null });
  });

  it('is the text that is given, also where there is no such file yet', async () => {
    expect(await check('short.py', 'x = 1\n'.repeat(6))).toMatchObject({ lines: 6, total: 1 });
    expect(await check('src/new.py', 'x = 1\n'.repeat(6))).toMatchObject({ lines: 6, total: 1 });
  });

  it('is not checked where swarm.json leaves it out, or where no rule is about it, and says so', async () => {
    expect(await check('generated/a.py', 'x\n'.repeat(99))).toMatchObject({
      total: 0,
      skipped: 'swarm.json excludes it.',
    });
    expect(await check('picture.xyz')).toMatchObject({ skipped: 'No rule is about this kind of file.' });
  });

  it('is not read where a link leads out of the repository, and not invented', async () => {
    await expect(check('out.py')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(check('missing.py')).rejects.toMatchObject({ code: 'not-found' });
    await expect(check('generated')).resolves.toMatchObject({ skipped: expect.any(String) });
  });
});

it('of many findings the first are told, and how many there are', async () => {
  const { findings, total } = await check('many.py', 'import torch\n'.repeat(500));
  expect(findings).toHaveLength(200);
  expect(total).toBeGreaterThan(200);
});
