/**
 * Where a repository stands with its service. `off` until something needs the service; `unreachable` says why and
 * whether another try follows by itself.
 */
export type ConnectionState =
  | { readonly kind: 'off'; readonly why: 'no-configuration' | 'stopped' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | {
      readonly kind: 'unreachable';
      readonly reason: string;
      readonly retrying: boolean;
      /** What of the settings a person has to give or correct before any try can succeed. */
      readonly lacks?: 'token' | 'address';
    };

/** Why there is no service to talk to; tested by `reason`, shown by `message`. */
export class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';
  readonly reason: ServiceUnavailableReason;
  constructor(reason: ServiceUnavailableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export type ServiceUnavailableReason =
  /** The service file is another user's, or others may read it. */
  | 'foreign-file'
  /** The process ended before it was ready. */
  | 'start-failed'
  /** Another process owns the repository and is not ready yet, or is stopping. */
  | 'owned'
  /** The event stream ended or fell silent. */
  | 'stream-ended'
  /** A remote service needs a token, or refuses the one it got. */
  | 'token'
  /** The address in the settings is none, or would send the token in the clear. */
  | 'address'
  /** The window no longer follows this repository. */
  | 'closed';

/** What a person has to give or correct; undefined where it is neither token nor address. */
export function lackOf(error: unknown): 'token' | 'address' | undefined {
  if (!(error instanceof ServiceUnavailable)) return undefined;
  return error.reason === 'token' || error.reason === 'address' ? error.reason : undefined;
}

/** Reasons that trying again does not cure: a person has to act first. */
const lasting: ReadonlySet<ServiceUnavailableReason> = new Set([
  'foreign-file',
  'token',
  'address',
  'closed',
]);

/** Whether another try may find the service without anybody acting. */
export function isTransient(error: unknown): boolean {
  return !(error instanceof ServiceUnavailable && lasting.has(error.reason));
}
