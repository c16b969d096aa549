import type { BackoffPolicy } from '../../../client/infrastructure/backoff.ts';
import type { ServiceSource } from '../../../client/infrastructure/serviceSource.ts';
import type { ApiAddress } from '../../../server/protocol/apiClient.ts';
import type { ProtocolServer } from './protocolServer.ts';

/** Finds the test's server, or fails as the test says. */
export class TestSource implements ServiceSource {
  backoff: BackoffPolicy = { first: 1, longest: 1, limit: 3 };
  readonly server: ProtocolServer;
  failure: Error | undefined;
  connects = 0;
  stops = 0;
  constructor(server: ProtocolServer) {
    this.server = server;
  }
  async connect(): Promise<ApiAddress> {
    this.connects += 1;
    if (this.failure) throw this.failure;
    return this.server.api;
  }
  async stop(): Promise<void> {
    this.stops += 1;
    this.server.endStreams();
  }
}
