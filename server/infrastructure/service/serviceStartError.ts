export type ServiceStartFailure = 'not-a-repository' | 'owned' | 'port-taken' | 'state-folder' | 'log';

/** The service cannot start; `message` is a sentence for a person. */
export class ServiceStartError extends Error {
  override readonly name = 'ServiceStartError';
  readonly reason: ServiceStartFailure;
  constructor(reason: ServiceStartFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
