import { describe, expect, it } from 'vitest';
import { folderWith, swarm } from '../recordedIo.ts';
import { checkedFolder } from './checkedFolder.ts';

const files = {
  'safe.py': 'import torch\n\n\ndef load():\n    return torch.nn\n',
  'stays.py': 'import torch\n\n\nclass Model(torch.nn.Module):\n    pass\n',
  'main.ts': "import ts from 'typescript';\n\nexport const host = ts.sys;\n",
};

describe('swarm check --explain', () => {
  it('says of each heavy import whether it can be lazy, how, and which uses stand in the way', async () => {
    const { report } = await checkedFolder(files).check('--explain');
    const explained = Object.fromEntries(report?.findings.map((each) => [each.path, each.explanation]) ?? []);
    expect(explained['safe.py']).toMatchObject({
      verdict: 'safe',
      obstacles: [],
    });
    expect(explained['safe.py']?.fixes[0]).toMatchObject({
      title: 'Import torch inside load()',
      safety: 'safe',
    });
    expect(explained['stays.py']).toMatchObject({ verdict: 'no', obstacles: [{ line: 4, column: 13 }] });
    expect(explained['main.ts']).toMatchObject({ verdict: 'no', obstacles: [{ line: 3 }] });
  });

  it('says nothing of it where it is not asked for', async () => {
    const { report } = await checkedFolder(files).check();
    expect(report?.findings.some((each) => 'explanation' in each)).toBe(false);
  });

  it('prints the places as lines that an editor can open', async () => {
    const { stdout } = await swarm(folderWith(files), ['check', '--explain', 'safe.py', 'stays.py']);
    expect(stdout).toMatch(/^safe\.py:1:8: .*\n {4}It can be lazy: .*load\(\).* \(safe\)\.\n/);
    expect(stdout).toMatch(/\n {4}It cannot be lazy\.\n {4}stays\.py:4:13: Line 4 uses 'torch'/);
  });

  it('prints the first ten places of many', async () => {
    const many = `import torch\n${'x = torch.ones(1)\n'.repeat(12)}`;
    const { stdout } = await swarm(folderWith({ 'many.py': many }), ['check', '--explain']);
    expect(stdout.match(/^ {4}many\.py:/gm)).toHaveLength(10);
    expect(stdout).toContain('\n    2 more places like these; --format json lists all.\n');
  });

  it('takes --json for --format json', async () => {
    const folder = folderWith(files);
    const { stdout } = await swarm(folder, ['check', '--json', 'safe.py']);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, findings: [{ path: 'safe.py' }] });
  });
});
