import { describe, expect, it } from 'vitest';
import { startClient } from './languageClient.ts';
import { pretendedExplanation } from './pretendedExplanation.ts';

const uri = 'file:///elsewhere/a.py';

async function shown(text: string, line = 0): Promise<string> {
  const client = await startClient({ parts: { explain: pretendedExplanation } });
  await client.open(uri, text);
  const contents = (await client.hover(uri, line))?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

describe('hover on a heavy import', () => {
  it('says what it weighs and how it can safely be lazy', async () => {
    const text = await shown('import torch\n');
    expect(text).toMatch(/the built-in catalogue names `torch`, where it was measured at \d+ ms\./);
    expect(text).toContain('It can safely be made lazy: *Remove line 1*.');
  });

  it('says what may change where it cannot be proven safe', async () => {
    expect(await shown('import numpy\n')).toContain(
      'It can be made lazy (*Remove line 1*), but that may change what the module does:\n\n- Names may be missing.',
    );
  });

  it('links the places that forbid it', async () => {
    expect(await shown('x = 1\nimport pandas\n', 1)).toContain(
      `It cannot be made lazy as the code stands:\n\n- Line 9 uses 'pandas' while the module is imported. ([line 2](${uri}#L2))`,
    );
  });
});
