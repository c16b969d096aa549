import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { apiDocument, apiDocumentPath, shapeOf } from '../../scripts/apiDocument.ts';

it('docs/api.md is what the route table says (run `npm run api-document` after a change)', async () => {
  expect(await readFile(apiDocumentPath, 'utf8')).toBe(apiDocument());
});

it('shows choices, lists, optional fields and constants in one line', () => {
  const shape = shapeOf({
    properties: {
      a: { type: 'string' },
      b: { items: { enum: ['x', 'y'] } },
      c: { anyOf: [{ const: 1 }, { type: 'null' }] },
    },
    required: ['a', 'b'],
  });
  expect(shape).toBe('{ a: string, b: ["x" | "y", …], c?: 1 | null }');
});
