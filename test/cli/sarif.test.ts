import { describe, expect, it } from 'vitest';
import { folderWith, lines, swarm } from './recordedIo.ts';

interface Sarif {
  version: string;
  runs: {
    tool: { driver: { rules: { id: string; helpUri: string }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
      partialFingerprints: Record<string, string>;
    }[];
  }[];
}

async function sarif(folder: string): Promise<Sarif['runs'][0]> {
  const log: Sarif = JSON.parse((await swarm(folder, ['check', '--format', 'sarif'])).stdout);
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  if (!run) throw new Error('no run');
  return run;
}

describe('the SARIF log', () => {
  it('points each result at its rule and encodes its path', async () => {
    const run = await sarif(folderWith({ 'a b%.py': lines(400) }));
    const [result] = run.results;
    expect(result).toMatchObject({ ruleId: 'file-too-long', level: 'error' });
    expect(run.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('file-too-long');
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('a%20b%25.py');
    for (const { helpUri } of run.tool.driver.rules) expect(URL.canParse(helpUri)).toBe(true);
  });

  it('keeps fingerprints while lines move and tells findings of one kind apart', async () => {
    const text = 'import torch\nimport torch\nimport numpy\n';
    const before = await sarif(folderWith({ 'a.py': text }));
    const after = await sarif(folderWith({ 'a.py': `\n\n${text}` }));
    const hashes = ({ results }: Sarif['runs'][0]) => results.map((each) => each.partialFingerprints);
    expect(hashes(after)).toEqual(hashes(before));
    expect(new Set(hashes(before).map((each) => JSON.stringify(each))).size).toBe(3);
  });
});
