import type { ChildProcess } from 'node:child_process';
import { type ApiAddress, ApiError, ApiUnreachable, callApi } from '../../server/protocol/apiClient.ts';
import type { ServiceFile } from '../../server/protocol/serviceFile.ts';
import { localBackoff } from './backoff.ts';
import { ServiceUnavailable } from './connectionState.ts';
import type { Log } from './log.ts';
import type { RepositoryLocation } from './repositoryLocation.ts';
import { readServiceFile } from './serviceFileReader.ts';
import { startServiceProcess } from './serviceProcess.ts';
import type { ServiceSource } from './serviceSource.ts';
import { isOlder } from './version.ts';

export interface LocalServiceOptions {
  readonly location: RepositoryLocation;
  /** The bundled service, `dist/server/service.js`. */
  readonly entry: string;
  /** Version of the extension: an older service is replaced. */
  readonly version: string;
  /** Who acts, for the history. */
  readonly actor: string;
  /** File for the service's error output. */
  readonly errorOutput: string;
  readonly log: Log;
  /** The token by which a person proves who acts; none by default. */
  personalToken?(): Promise<string | undefined>;
}

/** Time a service on this machine has to answer a request about itself, in milliseconds. */
const answerLimit = 5_000;

/** The service of a repository on this machine: one process, shared by all windows through the service file. */
export class LocalService implements ServiceSource {
  readonly backoff = localBackoff;
  readonly #options: LocalServiceOptions;
  #child: ChildProcess | undefined;

  constructor(options: LocalServiceOptions) {
    this.#options = options;
  }

  async connect(signal: AbortSignal): Promise<ApiAddress> {
    return this.#asPerson(await this.#findOrStart(signal), signal);
  }

  async #findOrStart(signal: AbortSignal): Promise<ApiAddress> {
    const running = await this.#findRunning(signal);
    if (running) return running;
    const { entry, location, errorOutput, log } = this.#options;
    this.#child = await startServiceProcess(
      { entry, repository: location.mainRoot, untilIdle: 30, errorOutput, readyLimit: 30_000 },
      signal,
    );
    const file = await readServiceFile(location.commonDirectory);
    if (!file) throw new ServiceUnavailable('start-failed', 'The service started but left no service file.');
    log.info(`Started the service of ${location.mainRoot} at ${file.address} (process ${file.pid}).`);
    return this.#addressOf(file);
  }

  async stop(signal: AbortSignal): Promise<void> {
    const file = await readServiceFile(this.#options.location.commonDirectory);
    const within = AbortSignal.any([signal, AbortSignal.timeout(answerLimit)]);
    try {
      if (file) await callApi(this.#addressOf(file), 'shutdown', { body: {}, signal: within });
    } catch (error) {
      signal.throwIfAborted();
      this.#options.log.warn(`The service did not take the request to stop: ${String(error)}`);
      // Only a process of our own is killed: a process id in a file may have been given to another program since.
      this.#child?.kill('SIGKILL');
    }
    this.#child = undefined;
  }

  /** With the personal token where there is one; the token of the service file stays at hand for what takes a captain. */
  async #asPerson(owner: ApiAddress, signal: AbortSignal): Promise<ApiAddress> {
    const token = await this.#options.personalToken?.();
    if (token === undefined) return owner;
    const api = { ...owner, token, ownerToken: owner.token };
    try {
      await callApi(api, 'whoAmI', { signal });
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.code !== 'unauthorized') throw error;
      throw new ServiceUnavailable(
        'token',
        'The service does not know the personal token that this window has, or it is over. Run "Swarm: Personal Token…" to remove or replace it.',
        { cause: error },
      );
    }
    return api;
  }

  /** A service that answers and is not older than this extension. */
  async #findRunning(signal: AbortSignal): Promise<ApiAddress | undefined> {
    const file = await readServiceFile(this.#options.location.commonDirectory);
    if (!file) return undefined;
    const api = this.#addressOf(file);
    const version = await this.#versionOf(api, signal);
    if (version === undefined) return undefined;
    if (!isOlder(version, this.#options.version)) return api;
    this.#options.log.info(`Replacing the service of version ${version} by ${this.#options.version}.`);
    await this.stop(signal);
    return undefined;
  }

  /** Undefined where the file is what a killed service left behind. */
  async #versionOf(api: ApiAddress, signal: AbortSignal): Promise<string | undefined> {
    const within = AbortSignal.any([signal, AbortSignal.timeout(answerLimit)]);
    try {
      return (await callApi(api, 'service', { signal: within })).version;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiUnreachable) return undefined;
      if (error instanceof ApiError && error.problem.code === 'unauthorized') return undefined;
      throw new ServiceUnavailable('owned', `The service does not answer: ${String(error)}`, {
        cause: error,
      });
    }
  }

  #addressOf(file: ServiceFile): ApiAddress {
    return { address: file.address, token: file.token, actor: this.#options.actor };
  }
}
