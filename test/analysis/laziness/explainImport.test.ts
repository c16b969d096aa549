import { expect, it } from 'vitest';
import { analyzeModule } from '../../../server/analysis/analyze.ts';
import { explainImport } from '../../../server/analysis/laziness/explainImport.ts';
import { heavyImport } from '../../../server/analysis/rules/heavyImport.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { settingsWith } from '../settings.ts';

it('an import in a text too large to follow is explained by that, at once', async () => {
  const module = new SourceModule(`import torch\nx = [${'torch.a, '.repeat(1_000_000)}]\n`, 'python');
  const [finding] = analyzeModule(
    module,
    { ...settingsWith(), heavyModules: new Set(['torch']) },
    { rules: [heavyImport] },
  );
  if (finding?.rule !== 'heavy-import') throw new Error('There is no heavy import.');
  const { verdict, obstacles } = await explainImport(module, finding, {
    target: undefined,
    workspace: undefined,
  });
  expect([verdict, obstacles.map(({ message }) => message)]).toEqual([
    'no',
    ["The file has more than 1,000,000 characters: what uses 'torch' is not followed."],
  ]);
});
