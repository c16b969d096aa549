import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { code, fenced } from '../../../client/commands/branches/markdownText.ts';
import { queueEntry } from '../views/branches/branchRows.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
}));
const { queueReportText } = await import('../../../client/commands/branches/queueReportText.ts');

describe('the report of a branch that was put out', () => {
  it('names files, hunks, the failed check and the suggested order', () => {
    const report = {
      cause: 'checks-failed' as const,
      message: 'It fails the check unit twice.',
      files: ['app.py'],
      details: ['CONFLICT (content)'],
      hunks: [{ file: 'app.py', text: '<<<<<<< a\n```\n>>>>>>> b\n' }],
      check: { name: 'unit', command: ['npm', 'test'], output: '1 failed\n', log: '/logs/1.log' },
      order: ['b', 'a'],
    };
    const text = queueReportText(queueEntry('feature/`x`', { state: 'put-out', report }), 'main');
    expect(text).toContain('# `` feature/`x` `` was put out of the merge queue for `main`');
    expect(text).toContain('* `app.py`');
    expect(text).toContain('````diff\n<<<<<<< a\n```\n>>>>>>> b\n````');
    expect(text).toContain('```text\nnpm test\n```');
    expect(text).toContain('1. `b`\n2. `a`');
  });
});

describe('texts of a repository in Markdown', () => {
  it('never end the code they stand in', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', ' ', '\n') }), (text) => {
        const [first = '', ...rest] = fenced(text).split('\n');
        const ticks = first.replace('text', '');
        expect(rest.slice(0, -1).some((line) => line.includes(ticks))).toBe(false);
        const inline = code(text);
        const run = /^`+/.exec(inline)?.[0] ?? '';
        expect(inline).not.toContain('\n');
        expect(inline.slice(run.length, -run.length)).not.toContain(run);
      }),
    );
  });
});
