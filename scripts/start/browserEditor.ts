import { spawn } from 'node:child_process';
import path from 'node:path';
import { packExtension, vsixFile } from '../package.ts';
import { installVsCode } from '../vscodeServer/installation.ts';
import { VsCodeServer } from '../vscodeServer/vscodeServer.ts';

const cacheFolder = path.resolve(import.meta.dirname, '../../.vscode-test');

export interface BrowserEditorOptions {
  readonly port: number;
  /** Only for a folder that we made ourselves. */
  readonly trusted: boolean;
  readonly report: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/** Serves VS Code with the extension, as built and packed, to a browser; the user's own HOME and PATH are its terminal's. */
export async function startBrowserEditor(options: BrowserEditorOptions): Promise<VsCodeServer> {
  const [installation] = await Promise.all([
    installVsCode(cacheFolder, options.report, options.signal),
    packExtension(),
  ]);
  options.signal.throwIfAborted();
  return VsCodeServer.start({
    installation,
    port: options.port,
    extensions: [vsixFile],
    trustEverything: options.trusted,
    environment: { HOME: process.env['HOME'] },
  });
}

/** What opens an address in the browser that the person has chosen; on Windows without a shell, which would divide it at `&`. */
export function browserCommand(platform: NodeJS.Platform): [program: string, ...args: string[]] {
  if (platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler'];
  return [platform === 'darwin' ? 'open' : 'xdg-open'];
}

/** Asks the desktop to open an address; a machine without a desktop has the printed address. */
export function openInBrowser(url: string): void {
  const [program, ...args] = browserCommand(process.platform);
  const opener = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  opener.once('error', () => undefined);
  opener.unref();
}
