import path from 'node:path';
import { Writable } from 'node:stream';
import { runTests, TestRunFailedError } from '@vscode/test-electron';

const root = path.resolve(import.meta.dirname, '../..');

export interface VsCodeLaunch {
  /** From `chooseVsCode`. */
  readonly executable: string;
  /** What the window opens; undefined for an empty one. */
  readonly folder: string | undefined;
  /** CommonJS module whose `run` is called in the extension host. */
  readonly testModule: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs a module in the extension host of a VS Code that has this extension as it was built. */
export async function launchVsCode(launch: VsCodeLaunch): Promise<{ exitCode: number; output: string }> {
  let output = '';
  const sink = () =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        output += chunk.toString();
        done();
      },
    });
  try {
    await runTests({
      vscodeExecutablePath: launch.executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: launch.testModule,
      extensionTestsEnv: launch.environment,
      launchArgs: [...(launch.folder === undefined ? [] : [launch.folder]), '--disable-extensions'],
      stdout: sink(),
      stderr: sink(),
    });
    return { exitCode: 0, output };
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    return { exitCode: error.code ?? 1, output };
  }
}
