import path from 'node:path';
import { openRepository, type Repository } from '../infrastructure/git/repository.ts';
import { Refusal } from '../infrastructure/refusal.ts';
import { readServiceFile } from '../infrastructure/serviceFile.ts';
import { type ApiAddress, type ApiRequest, ApiUnreachable, callApi } from '../protocol/apiClient.ts';
import type { RouteName, RouteReply } from '../protocol/routes.ts';
import { stateFolderName } from '../protocol/serviceFile.ts';
import { CommandError } from './command.ts';

const howToStart = 'Start it with `swarm serve`, or open the repository in VS Code.';

/**
 * Where the service of the repository around a folder is, by its service file.
 * @throws {CommandError} no repository, no service, or a service file that must not be used
 */
export async function findService(folder: string): Promise<ApiAddress> {
  const service = await findServiceOf(await findRepository(folder));
  if (service === undefined) throw new CommandError(`No service runs for this repository. ${howToStart}`);
  return service;
}

/**
 * The repository around a folder.
 * @throws {CommandError} there is none
 */
export async function findRepository(folder: string): Promise<Repository> {
  try {
    return await openRepository(folder);
  } catch (error) {
    throw error instanceof Refusal ? new CommandError(error.message) : error;
  }
}

/**
 * Where the service of a repository is; undefined where none runs.
 * @throws {CommandError} a service file that must not be used
 */
export async function findServiceOf({ commonFolder }: Repository): Promise<ApiAddress | undefined> {
  const reading = await readServiceFile(path.join(commonFolder, stateFolderName));
  if (reading.state === 'unusable') throw new CommandError(reading.why);
  if (reading.state === 'absent') return undefined;
  const { address, token } = reading.file;
  // Agents share their person's account: each says by this who it is.
  const actor = process.env['SWARM_ACTOR'];
  return { address, token, ...(actor ? { actor } : {}) };
}

/**
 * Calls one operation of a service that `findService` found.
 * @throws {CommandError} where the service of the file is no longer there
 * @throws {ApiError} the service refused
 */
export async function callService<Name extends RouteName>(
  api: ApiAddress,
  name: Name,
  request: ApiRequest<Name> = {},
): Promise<RouteReply<Name>> {
  try {
    return await callApi(api, name, request);
  } catch (error) {
    if (!(error instanceof ApiUnreachable)) throw error;
    throw new CommandError(
      `The service of this repository has ended without a word: ${error.message} ${howToStart}`,
    );
  }
}
