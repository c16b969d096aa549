// Builds Swarm, starts the infrastructure service and opens VS Code on a folder or on the example repository.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll } from './build.ts';
import { makeExampleRepository } from './exampleRepository/exampleRepository.ts';
import { PackageError } from './package.ts';
import { openInBrowser, startBrowserEditor } from './start/browserEditor.ts';
import { findDesktopEditor, openDesktopEditor } from './start/desktopEditor.ts';
import { InfrastructureService, ServiceNotStarted } from './start/infrastructureService.ts';
import { portProblem } from './start/portAvailability.ts';
import { seedExample } from './start/seedExample.ts';
import { parseStartOptions, type StartOptions, UsageError, usage } from './start/startOptions.ts';
import { Teardown } from './start/teardown.ts';
import { InstallError } from './vscodeServer/npmInstall.ts';
import { VsCodeServerError } from './vscodeServer/vscodeServer.ts';

const report = (sentence: string) => console.log(sentence);
const expectedErrors = [UsageError, InstallError, PackageError, VsCodeServerError];

interface Run {
  readonly options: StartOptions;
  readonly teardown: Teardown;
  /** Aborted by Ctrl-C and its like. */
  readonly signal: AbortSignal;
}

async function start(run: Run): Promise<void> {
  const problem = await portProblem(run.options.port);
  if (problem) throw new UsageError(problem);
  report('Building …');
  await buildAll();
  run.signal.throwIfAborted();
  const folder = run.options.folder ?? (await exampleFolder(run));
  run.signal.throwIfAborted();
  await startService(run, folder);
  run.signal.throwIfAborted();
  const desktop = run.options.open ? findDesktopEditor() : undefined;
  if (desktop) await inDesktop(run, desktop, folder);
  else await inBrowser(run, folder);
}

async function exampleFolder({ teardown }: Run): Promise<string> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'swarm-example-'));
  teardown.add('The example repository', () =>
    rm(temporary, { recursive: true, force: true, maxRetries: 5 }),
  );
  const folder = path.join(temporary, 'collaboration-hub');
  await makeExampleRepository(folder);
  report(`Example repository: ${folder} (removed at the end)`);
  return folder;
}

async function startService({ options, teardown }: Run, folder: string): Promise<void> {
  try {
    const service = await InfrastructureService.start(folder);
    teardown.add('The infrastructure service', () => service.stop());
    const api = await service.address('Avery Quinn');
    report(`Infrastructure service: ${api.address}${service.ours ? '' : ' (it was running before)'}`);
    if (options.folder === undefined) await seedExample(api);
  } catch (error) {
    if (!(error instanceof ServiceNotStarted) || options.folder === undefined) throw error;
    report(`No infrastructure service: ${error.message}`);
  }
}

async function inDesktop({ teardown, signal }: Run, program: string, folder: string): Promise<void> {
  report(`Opening ${folder} in VS Code. Close the window or press Ctrl-C to stop everything.`);
  const editor = openDesktopEditor(program, folder);
  teardown.add('VS Code', () => editor.stop());
  await Promise.race([once(editor.child, 'exit'), aborted(signal)]);
}

async function inBrowser({ options, teardown, signal }: Run, folder: string): Promise<void> {
  const trusted = options.folder === undefined;
  const editor = await startBrowserEditor({ port: options.port, trusted, report, signal });
  teardown.add('VS Code', () => editor.stop());
  const url = editor.url(folder);
  report(`\nVS Code with Swarm: ${url}\nPress Ctrl-C to stop everything.`);
  if (options.open) openInBrowser(url);
  await aborted(signal);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

async function main(): Promise<number> {
  const teardown = new Teardown();
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  try {
    const options = parseStartOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
    if (options.help) report(usage);
    else await start({ options, teardown, signal: stop.signal });
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 0;
    console.error(expectedErrors.some((kind) => error instanceof kind) ? (error as Error).message : error);
    return error instanceof UsageError ? 2 : 1;
  } finally {
    if (stop.signal.aborted) report('\nStopping …');
    await teardown.run(console.error);
  }
}

process.exitCode = await main();
