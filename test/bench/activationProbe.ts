// Runs in the extension host: how much processor time loading and activating the extension takes there.
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('swarm-tools.swarm');
  if (!extension) throw new Error('VS Code does not know the extension');
  if (extension.isActive) throw new Error('the extension is active before anybody needs it');
  const before = process.cpuUsage();
  await extension.activate();
  const { user, system } = process.cpuUsage(before);
  writeFileSync(process.env['SWARM_ACTIVATION_REPORT'] ?? '', JSON.stringify((user + system) / 1000));
}
