import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { ProcessGroup } from '../processGroup.ts';
import type { Installation } from './installation.ts';
import { type EditorSettings, quietSettings } from './settings.ts';

export interface VsCodeServerOptions {
  readonly installation: Installation;
  /** 0 picks a free one. */
  readonly port?: number;
  readonly settings?: EditorSettings;
  /** Extension packages to install before the start. */
  readonly extensions?: readonly string[];
  /** Every folder counts as trusted, without asking. */
  readonly trustEverything?: boolean;
  /** Needed to run tests in the extension host of a built VS Code; hides notification toasts. */
  readonly testDriver?: boolean;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The server did not start; the message says why. */
export class VsCodeServerError extends Error {
  override readonly name = 'VsCodeServerError';
}

/** VS Code served to a browser on loopback, with a profile of its own that goes with it. */
export class VsCodeServer {
  readonly authority: string;
  readonly #group: ProcessGroup;
  readonly #profile: string;
  readonly #log: () => string;

  private constructor(authority: string, group: ProcessGroup, profile: string, log: () => string) {
    this.authority = authority;
    this.#group = group;
    this.#profile = profile;
    this.#log = log;
  }

  /** @throws {VsCodeServerError} it ended before it listened */
  static async start(options: VsCodeServerOptions): Promise<VsCodeServer> {
    // Short, because sockets go inside and their paths are limited to about 100 bytes.
    const profile = await mkdtemp(path.join(tmpdir(), 'swarm-vs-'));
    try {
      await writeSettings(profile, { ...quietSettings, ...options.settings });
      for (const extension of options.extensions ?? []) await installExtension(options, profile, extension);
      const group = new ProcessGroup(process.execPath, serverArguments(options, profile), {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: serverEnvironment(options, profile),
      });
      const { port, log } = await listening(group);
      return new VsCodeServer(`127.0.0.1:${port}`, group, profile, log);
    } catch (error) {
      await rm(profile, { recursive: true, force: true });
      throw error;
    }
  }

  /** What the server printed so far, its latest 200,000 characters. */
  get log(): string {
    return this.#log();
  }

  /** Address that opens a folder, a workspace file or an empty window in the workbench. */
  url(folder: string | undefined, payload: readonly (readonly [string, string])[] = []): string {
    const kind = folder?.endsWith('.code-workspace') ? 'workspace' : 'folder';
    // Slashes stay readable: a person copies this from a terminal.
    const what =
      folder === undefined ? 'ew=true' : `${kind}=${encodeURIComponent(folder).replaceAll('%2F', '/')}`;
    const more = payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '';
    return `http://${this.authority}/?${what}${more}`;
  }

  /** Address of a file as the workbench names it. */
  remote(file: string): string {
    return `vscode-remote://${this.authority}${file}`;
  }

  async stop(): Promise<void> {
    await this.#group.stop();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function writeSettings(profile: string, settings: EditorSettings): Promise<void> {
  // Machine settings are the server's; user settings stay on the server in the packaged one.
  for (const scope of ['Machine', 'User']) {
    const folder = path.join(profile, 'data', scope);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings));
  }
}

function profileArguments(profile: string): string[] {
  return [
    `--server-data-dir=${profile}`,
    `--user-data-dir=${path.join(profile, 'data')}`,
    `--extensions-dir=${path.join(profile, 'ext')}`,
    '--telemetry-level=off',
  ];
}

function serverArguments(options: VsCodeServerOptions, profile: string): string[] {
  return [
    options.installation.entry,
    '--host=127.0.0.1',
    `--port=${options.port ?? 0}`,
    '--without-connection-token',
    '--accept-server-license-terms',
    '--force-disable-user-env',
    '--disable-experiments',
    ...profileArguments(profile),
    ...(options.trustEverything ? ['--disable-workspace-trust'] : []),
    ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}

function serverEnvironment(options: VsCodeServerOptions, profile: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    EXTENSIONS_GALLERY: '{}',
    HOME: profile,
    TMPDIR: profile,
    XDG_RUNTIME_DIR: profile,
    ...options.environment,
  };
}

async function installExtension(
  options: VsCodeServerOptions,
  profile: string,
  extension: string,
): Promise<void> {
  const args = [options.installation.entry, '--install-extension', extension, ...profileArguments(profile)];
  const result = await execa(process.execPath, args, {
    env: serverEnvironment(options, profile),
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  // The command exits with 0 even where it refused the package.
  if (result.failed || !/successfully installed/.test(result.all))
    throw new VsCodeServerError(`VS Code did not install ${extension}:\n${result.all}`);
}

async function listening(group: ProcessGroup): Promise<{ port: number; log: () => string }> {
  let text = '';
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-200_000);
      const match = /Extension host agent listening on (\d+)/.exec(text);
      if (match) resolve(Number(match[1]));
    };
    group.child.stdout?.on('data', read);
    group.child.stderr?.on('data', read);
    group.child.once('error', (error) => reject(new VsCodeServerError(error.message)));
    group.child.once('exit', (code) =>
      reject(
        new VsCodeServerError(`The VS Code server ended (exit code ${code}) before it listened.\n${text}`),
      ),
    );
  });
  return { port, log: () => text };
}
