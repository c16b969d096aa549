import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { statusRules } from '../../server/analysis/agentStatus/findings/statusRules.ts';
import { limitSourceRules } from '../../server/analysis/limits/limitSourceRules.ts';
import { rules } from '../../server/analysis/rules.ts';

const pages = path.resolve(import.meta.dirname, '../../docs/rules');

it.each([...rules, ...limitSourceRules, ...statusRules].map(({ id }) => id))(
  '%s has its page, and the list of rules names it',
  async (id) => {
    expect(await readFile(path.join(pages, `${id}.md`), 'utf8')).toMatch(`# \`${id}\``);
    expect(await readFile(path.join(pages, 'README.md'), 'utf8')).toMatch(`(${id}.md)`);
  },
);
