import { expect, it } from 'vitest';
import { planSplit } from '../../../server/analysis/splitModule/planSplit.ts';

it.each(['python', 'javascript'])(
  'a text too large to parse is not divided, and nobody waits: %s',
  async (languageId) => {
    const module = { text: 'f();\n'.repeat(2_000_000), path: 'a', languageId };
    const plan = await planSplit(module, 300, { exists: () => false, patched: new Set() });
    expect(plan).toEqual({
      why: 'The file has more than 1,000,000 characters: what its parts use is not followed.',
    });
  },
);
