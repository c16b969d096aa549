import path from 'node:path';
import { openRepository, type Repository } from '../infrastructure/git/repository.ts';
import { tokenId } from '../infrastructure/http/tokens/tokenSecret.ts';
import { Refusal } from '../infrastructure/refusal.ts';
import { readServiceFile } from '../infrastructure/service/serviceFile.ts';
import {
  type ApiAddress,
  type ApiRequest,
  ApiSilent,
  ApiUnreachable,
  callApi,
} from '../protocol/apiClient.ts';
import type { RouteName, RouteReply } from '../protocol/routes/routes.ts';
import { stateFolderName } from '../protocol/serviceFile.ts';
import { CommandError } from './command.ts';

const howToStart = 'Start it with `swarm serve`, or open the repository in VS Code.';

const howToGoOn =
  'See with `swarm status` whether it answers, and look whether that has happened before you ask again.';

/** No service runs at the moment; there may be one again. */
export class ServiceAway extends CommandError {}

/**
 * Where the service of the repository around a folder is, by its service file.
 * @throws {CommandError} no repository, no service, or a service file that must not be used
 */
export async function findService(folder: string): Promise<ApiAddress> {
  const service = await findServiceOf(await findRepository(folder));
  if (service === undefined) throw new ServiceAway(`No service runs for this repository. ${howToStart}`);
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
  const personal = personalToken(process.env['SWARM_TOKEN']);
  const told = loopbackAddress(process.env['SWARM_ADDRESS']);
  if (personal !== undefined && told !== undefined) return { address: told, token: personal };
  const reading = await readServiceFile(path.join(commonFolder, stateFolderName));
  if (reading.state === 'unusable') throw new CommandError(reading.why);
  if (reading.state === 'absent') return undefined;
  const { address, token } = reading.file;
  if (personal !== undefined) return { address, token: personal };
  // Agents share their person's account: each says by this who it is.
  const actor = process.env['SWARM_ACTOR'];
  return { address, token, ...(actor ? { actor } : {}) };
}

/**
 * What the service of a repository answers; undefined where none does: one that ended by force leaves its file behind.
 * @throws {ApiError} the service refused
 */
export async function askIfServed<Answer>(
  repository: Repository,
  ask: (service: ApiAddress) => Promise<Answer>,
): Promise<Answer | undefined> {
  const service = await findServiceOf(repository);
  if (service === undefined) return undefined;
  try {
    return await ask(service);
  } catch (error) {
    if (error instanceof ApiUnreachable) return undefined;
    throw error;
  }
}

/** A personal token proves who acts; without one it is who says so. */
function personalToken(text: string | undefined): string | undefined {
  if (text === undefined || text === '' || tokenId(text) !== undefined) return text || undefined;
  throw new CommandError('SWARM_TOKEN holds no personal token; `swarm tokens create <name>` makes one.');
}

/** For who cannot read the service file: another user of this machine, or a container that shares its network. */
function loopbackAddress(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/.test(text)) return text;
  throw new CommandError('SWARM_ADDRESS is no address of a service; it looks like http://127.0.0.1:4711.');
}

/**
 * Calls one operation of a service that `findService` found.
 * @throws {CommandError} where the service of the file is no longer there, or has not answered for too long
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
    if (error instanceof ApiSilent) throw new CommandError(`${error.message} ${howToGoOn}`);
    if (!(error instanceof ApiUnreachable)) throw error;
    throw new ServiceAway(
      `The service of this repository has ended without a word: ${error.message} ${howToStart}`,
    );
  }
}
