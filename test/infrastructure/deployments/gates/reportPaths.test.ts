import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPaths } from '../../../../server/infrastructure/deployments/gates/reportPaths.ts';

let tree: string;
const names = [
  'a',
  'ab',
  'aab',
  'abab',
  'b.xml',
  'ab.xml',
  'a.b.xml',
  'TEST-a.xml',
  'TEST-.xml',
  'xml',
  '*',
  'a*b',
];
const nested = [
  'one/target/TEST-a.xml',
  'one/target/TEST-b.xml',
  'two/deep/target/TEST-c.xml',
  'one/other.xml',
];

beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'swarm-paths-'));
  const hidden = ['.git/target/TEST-x.xml', 'node_modules/target/TEST-x.xml'];
  for (const file of [...names.map((name) => `flat/${name}`), ...nested, ...hidden]) {
    mkdirSync(path.join(tree, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(tree, file), '');
  }
  symlinkSync(path.join(tree, 'one'), path.join(tree, 'linked'));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the path of a report', () => {
  it.each<[string, string[]]>([
    ['one/other.xml', ['one/other.xml']],
    ['missing.xml', ['missing.xml']],
    ['one/target/TEST-*.xml', ['one/target/TEST-a.xml', 'one/target/TEST-b.xml']],
    ['*/target/*.xml', ['one/target/TEST-a.xml', 'one/target/TEST-b.xml']],
    ['**/target/TEST-*.xml', nested.slice(0, 3)],
    ['two/**', ['two/deep/target/TEST-c.xml']],
    ['**/**/other.xml', ['one/other.xml']],
    ['missing/*.xml', []],
  ])('%s stands for %j', async (written, files) => {
    expect(await reportPaths(tree, written)).toEqual(files);
  });

  it('stands for what a regular expression would find', async () => {
    const piece = fc.constantFrom('*', 'a', 'b', 'ab', '.xml', 'TEST-', '.');
    const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
    const property = fc.asyncProperty(pattern, async (written) => {
      fc.pre(written.includes('*') && !/^\*\*$|^\.+$/.test(written));
      const source = written.replaceAll('.', '\\.').replaceAll('*', '.*');
      const expected = names.filter((name) => new RegExp(`^${source}$`).test(name));
      expect(await reportPaths(tree, `flat/${written}`)).toEqual(
        expected.map((name) => `flat/${name}`).sort(),
      );
    });
    await fc.assert(property, { numRuns: 300 });
  });
});
