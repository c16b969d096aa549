// Runs in the extension host: how long loading and activating the extension takes there.
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('swarm-tools.swarm');
  if (!extension) throw new Error('VS Code does not know the extension');
  if (extension.isActive) throw new Error('the extension is active before anybody needs it');
  const started = performance.now();
  await extension.activate();
  const milliseconds = performance.now() - started;
  writeFileSync(process.env['SWARM_ACTIVATION_REPORT'] ?? '', JSON.stringify({ milliseconds }));
}
