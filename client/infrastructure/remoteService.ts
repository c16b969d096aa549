import { type ApiAddress, ApiError, callApi } from '../../server/protocol/apiClient.ts';
import { remoteBackoff } from './backoff.ts';
import { ServiceUnavailable } from './connectionState.ts';
import type { ServiceSource } from './serviceSource.ts';

export interface RemoteServiceOptions {
  /** The address as the settings spell it. */
  readonly url: string;
  readonly actor: string;
  /** The token of that address; undefined where the user has given none. */
  token(): Promise<string | undefined>;
}

/** A service somebody else runs, at the address in the settings. */
export class RemoteService implements ServiceSource {
  readonly backoff = remoteBackoff;
  readonly #options: RemoteServiceOptions;

  constructor(options: RemoteServiceOptions) {
    this.#options = options;
  }

  async connect(signal: AbortSignal): Promise<ApiAddress> {
    const address = parseApiUrl(this.#options.url);
    const token = await this.#options.token();
    if (!token) {
      throw new ServiceUnavailable('token', `There is no token for ${address}. Run "Swarm: Set API Token…".`);
    }
    const api = { address, token, actor: this.#options.actor };
    try {
      await callApi(api, 'service', { signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]) });
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.code !== 'unauthorized') throw error;
      throw new ServiceUnavailable(
        'token',
        `${address} refuses the token. Run "Swarm: Set API Token…" with a new one.`,
      );
    }
    return api;
  }

  async stop(): Promise<void> {}
}

/**
 * The address of an API, without a path.
 * @throws {ServiceUnavailable} `address`: no address, or one that would send the token in the clear
 */
export function parseApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback))) return url.origin;
  throw new ServiceUnavailable(
    'address',
    `The setting swarm.api.url must be an https address, or http on this machine; it is "${text}".`,
  );
}
