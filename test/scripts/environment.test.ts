import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/browser/chromium.ts';
import { browserCommand } from '../../scripts/start/browserEditor.ts';
import { findDesktopEditor, windowsCommand } from '../../scripts/start/desktopEditor.ts';
import { explainFailure } from '../../scripts/vscodeServer/npmInstall.ts';
import { unexpectedFiles } from '../../scripts/vsixContent.ts';
import { parseTestArguments } from '../vscode/testArguments.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'swarm-programs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

describe('programs of the machine', () => {
  it('Chromium is the one that CHROMIUM_PATH names, else one on PATH', () => {
    const chromium = program('chromium');
    const other = program('other');
    expect(findChromium({ PATH: folder })).toBe(chromium);
    expect(findChromium({ PATH: folder, CHROMIUM_PATH: other })).toBe(other);
    expect(() => findChromium({ CHROMIUM_PATH: '/none' })).toThrow('CHROMIUM_PATH names /none');
  });

  it.runIf(process.platform === 'linux')('desktop VS Code counts only where there is a display', () => {
    const code = program('code');
    expect(findDesktopEditor({ PATH: folder })).toBeUndefined();
    expect(findDesktopEditor({ PATH: folder, DISPLAY: ':0' })).toBe(code);
    expect(findDesktopEditor({ PATH: '/none', DISPLAY: ':0' })).toBeUndefined();
  });
});

describe('on Windows', () => {
  it('VS Code is started from and with paths that have blanks', () => {
    const code = 'C:\\Program Files\\Microsoft VS Code\\bin\\code.cmd';
    expect(windowsCommand(code, ['--wait', 'C:\\Users\\Ada L\\r'])).toBe(
      `"${code}" "--wait" "C:\\Users\\Ada L\\r"`,
    );
  });

  it('an address goes to the browser without a shell', () => {
    expect(browserCommand('win32')).toEqual(['rundll32.exe', 'url.dll,FileProtocolHandler']);
    expect(browserCommand('darwin')).toEqual(['open']);
    expect(browserCommand('linux')).toEqual(['xdg-open']);
  });
});

describe('a failed installation', () => {
  it.each([
    ['npm error code ENOSPC', 'the disk is full'],
    ['npm error code ENOTFOUND', 'cannot be reached'],
    ['npm error EAI_AGAIN', 'cannot be reached'],
    ['npm error code EACCES', 'cannot be written'],
    ['npm error something new', 'npm error something new'],
    ['', 'without saying why'],
  ])('says what is wrong: %s', (output, sentence) => {
    expect(explainFailure(output)).toContain(sentence);
  });
});

describe('the package', () => {
  it('may hold what the list names and nothing else', () => {
    const fine = ['extension/package.json', 'extension/dist/server/chunk-A.js', 'extension.vsixmanifest'];
    const wrong = ['extension/.env', 'extension/dist/server/a.node', 'extension/server/a.ts'];
    expect(unexpectedFiles([...fine, ...wrong])).toEqual(wrong);
  });
});

describe('the stand-in for the VS Code executable', () => {
  it('takes the arguments of @vscode/test-electron', () => {
    const args = ['/work', '--no-sandbox', '--disable-workspace-trust', '--extensionTestsPath=/t.cjs'];
    expect(parseTestArguments([...args, '--extensionDevelopmentPath=/a'])).toEqual({
      folder: '/work',
      extensions: ['/a'],
      tests: '/t.cjs',
      trustEverything: true,
    });
    expect(() => parseTestArguments(['/work'])).toThrow('--extensionTestsPath is required');
  });
});
