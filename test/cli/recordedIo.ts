import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { CommandIo } from '../../server/cli/command.ts';
import { runProgram } from '../../server/cli/program.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `swarm` in this process as in a folder and gives what it wrote. */
export async function swarm(cwd: string, args: readonly string[], io: Partial<CommandIo> = {}): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const code = await runProgram(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    cwd,
    env: {},
    isTty: false,
    isErrorTty: false,
    ...io,
  });
  return { code, stdout, stderr };
}

/** A new folder with these files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'swarm-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** A Python text with so many lines and nothing to find but their number. */
export function lines(count: number): string {
  return 'x = 1\n'.repeat(count);
}
