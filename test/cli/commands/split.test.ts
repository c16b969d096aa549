import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, swarm } from '../recordedIo.ts';

const functions = Array.from(
  { length: 80 },
  (_, at) => `export function step${at}(x) {\n  // ${at}\n  return x;\n}\n`,
);
const text = functions.join('\n');
const files = { '.git/HEAD': '', 'lib/steps.js': text, 'lib/small.js': 'export const a = 1;\n' };

const read = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8');

describe('swarm split', () => {
  it('prints the resulting files with --dry-run and writes nothing', async () => {
    const folder = folderWith(files);
    const { code, stdout } = await swarm(folder, ['split', 'lib/steps.js', '--dry-run']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^Would be divided into:\nlib\/steps\.js: \d+ lines \(.*\)\nlib\/step10\.js: \d+ lines/,
    );
    expect(read(folder, 'lib/steps.js')).toBe(text);
    expect(existsSync(path.join(folder, 'lib/step10.js'))).toBe(false);
  });

  it('divides the file so that a check finds nothing too long any more', async () => {
    const folder = folderWith(files);
    const { code, stdout } = await swarm(folder, ['split', 'lib/steps.js']);
    expect(code).toBe(0);
    expect(stdout).toContain('Divided into:\n');
    expect((await swarm(folder, ['check', '--format', 'json'])).stdout).not.toContain('file-too-long');
    expect(read(folder, 'lib/steps.js')).toMatch(/export \{ step10, .*\} from '\.\/step10\.js';/);
  });

  it.each([
    ['a file within its limit', ['lib/small.js'], 'lib/small.js is within its limit of lines.'],
    ['a folder', ['lib'], 'it is a folder; name one file'],
    ['nothing', [], 'split: name one file.'],
    ['what is not there', ['lib/none.js'], 'there is no file or folder lib/none.js.'],
  ])('says why it cannot divide %s', async (_, paths, sentence) => {
    const { code, stderr } = await swarm(folderWith(files), ['split', ...paths]);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });

  it('leaves names in their place that another file of the repository replaces', async () => {
    const definition = (name: string) => `def ${name}():\n${'    pass\n'.repeat(120)}\n\n`;
    const steps = ['first', 'second', 'third', 'fourth'].map(definition).join('');
    const python = {
      '.git/HEAD': '',
      'lib/steps.py': steps,
      'test_steps.py':
        "from unittest import mock\nmock.patch('lib.steps.first').start()\nfrom lib import steps\nsteps.third = 1\n",
    };
    const folder = folderWith(python);
    expect((await swarm(folder, ['split', 'lib/steps.py'])).code).toBe(0);
    expect(read(folder, 'lib/steps.py')).toMatch(/^def first[\s\S]*^def third/m);
  });
});
