import { describe, expect, it } from 'vitest';
import { analyzeModule } from '../../../server/analysis/analyze.ts';
import type { Finding } from '../../../server/analysis/finding.ts';
import type { Fix } from '../../../server/analysis/fixes/fix.ts';
import { fixText } from '../../../server/analysis/fixes/fixText.ts';
import type { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { analysisSettings } from '../../../server/configuration/analysisSettings.ts';
import { defaultLanguageSettings } from '../../../server/protocol/languageServer/defaultLanguageSettings.ts';
import { removal } from './removal.ts';

const settings = analysisSettings(undefined, defaultLanguageSettings);
const findings = (module: SourceModule) => analyzeModule(module, settings);

function fixed(text: string, fixesOf: (module: SourceModule, finding: Finding) => Fix[], unsafe = false) {
  return fixText(text, 'python', {
    findings,
    unsafe,
    fixesOf: async (module, finding) => fixesOf(module, finding),
  });
}

describe('fixing a text', () => {
  it('makes every safe fix, each in the text that the ones before it left', async () => {
    const result = await fixed('import torch\nimport os\nimport numpy\n', (module, finding) => [
      removal(module, finding),
    ]);
    expect(result.text).toBe('import os\n');
    expect(result.applied.map(({ finding }) => finding.data)).toMatchObject([
      { module: 'torch' },
      { module: 'numpy' },
    ]);
    expect(result.edits).toEqual([
      { start: 0, end: 13, newText: '' },
      { start: 23, end: 36, newText: '' },
    ]);
    expect(result.remaining).toEqual([]);
  });

  it('makes unsafe fixes only when asked to', async () => {
    const unsafe = (module: SourceModule, finding: Finding): Fix[] => [
      { ...removal(module, finding), safety: 'unsafe', caveats: ['It may break.'] },
    ];
    const text = 'import torch\n';
    expect(await fixed(text, unsafe)).toMatchObject({ text, edits: [], applied: [], remaining: [{}] });
    expect(await fixed(text, unsafe, true)).toMatchObject({ text: '', applied: [{}] });
  });

  it('does not make a fix that leaves its finding, and goes on to the next', async () => {
    const useless: Fix = {
      kind: 'function-local',
      title: '',
      safety: 'safe',
      caveats: [],
      edits: [{ start: 0, end: 0, newText: '\n' }],
    };
    const result = await fixed('import torch\nimport numpy\n', (module, finding) =>
      'root' in finding.data && finding.data.root === 'torch' ? [useless] : [removal(module, finding)],
    );
    expect(result.text).toBe('import torch\n');
    expect(result.remaining).toHaveLength(1);
  });
});
