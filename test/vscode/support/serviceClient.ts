import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { workspace } from 'vscode';
import { readServiceFile } from '../../../client/infrastructure/serviceFileReader.ts';
import { type ApiAddress, type ApiRequest, callApi } from '../../../server/protocol/apiClient.ts';
import type { RouteName, RouteReply } from '../../../server/protocol/routes/routes.ts';
import type { ServiceFile } from '../../../server/protocol/serviceFile.ts';

/** Root of the repository that the window shows. */
export function repositoryRoot(): string {
  return workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
}

/** What the running service says about itself on the disk. */
export async function serviceFile(): Promise<ServiceFile> {
  const file = await readServiceFile(path.join(repositoryRoot(), '.git'));
  assert.ok(file, 'the service has left its file');
  return file;
}

/** Calls the service as another program would: with the address and token of its file. */
export async function callAsOther<Name extends RouteName>(
  name: Name,
  request: ApiRequest<Name> = {},
  actor = 'another-program',
): Promise<RouteReply<Name>> {
  const { address, token } = await serviceFile();
  const api: ApiAddress = { address, token, actor };
  return callApi(api, name, request);
}

/** Runs git in the repository that the window shows. */
export function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: repositoryRoot(), encoding: 'utf8' }).trim();
}
