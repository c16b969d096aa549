import { Agent, type AgentOptions, type ClientRequestArgs } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The connections to a slot. Bytes are read off them when somebody asks, so that counting costs no request anything. */
export class UpstreamConnections {
  readonly #open = new Set<Socket>();
  #received = 0;
  #sent = 0;

  add(socket: Socket): void {
    this.#open.add(socket);
    socket.once('close', () => {
      this.#open.delete(socket);
      this.#received += socket.bytesRead;
      this.#sent += socket.bytesWritten;
    });
  }

  figures(): { connections: number; receivedBytes: number; sentBytes: number } {
    let [receivedBytes, sentBytes] = [this.#received, this.#sent];
    for (const socket of this.#open) {
      receivedBytes += socket.bytesRead;
      sentBytes += socket.bytesWritten;
    }
    return { connections: this.#open.size, receivedBytes, sentBytes };
  }
}

/** Keeps connections to a slot open for the requests that follow, and tells of each one it opens. */
export class UpstreamAgent extends Agent {
  readonly #connections: UpstreamConnections;

  constructor(options: AgentOptions, connections: UpstreamConnections) {
    super(options);
    this.#connections = connections;
  }

  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const socket = super.createConnection(options, callback);
    if (socket) this.#connections.add(socket as Socket);
    return socket;
  }
}
