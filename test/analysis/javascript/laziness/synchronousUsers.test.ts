import { expect, it } from 'vitest';
import { explainText } from './explainText.ts';

it('names a function that cannot wait once, with its first use, in the order of the lines', async () => {
  const text = [
    "import { Box, Card } from 'heavy';",
    'export function Late() {',
    '  return <Card><Box /></Card>;',
    '}',
    'export const Page = () => <Box><Card /><Card /></Box>;',
    'export const Plain = () => Box;',
  ].join('\n');
  const { verdict, obstacles } = await explainText(text, 'javascriptreact');
  expect(verdict).toBe('no');
  expect(obstacles.map(({ message }) => message)).toEqual([
    "Line 3 uses 'Card' and 1 more of the imported names in Late(), which is not async and cannot wait for import().",
    "Line 5 uses 'Box' and 1 more of the imported names in Page(), which is not async and cannot wait for import().",
    "Line 6 uses 'Box' in Plain(), which is not async and cannot wait for import().",
  ]);
});
