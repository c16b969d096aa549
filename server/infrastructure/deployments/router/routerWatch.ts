import { type ClientRequest, get } from 'node:http';
import type { RouterFile } from './routerFile.ts';

/** Holds a connection to a router for as long as that runs, and so knows at once when it has died. */
export class RouterWatch {
  readonly #onDied: () => void;
  #token: string | undefined;
  #connection: ClientRequest | undefined;

  constructor(onDied: () => void) {
    this.#onDied = onDied;
  }

  /** Watches this router from now on, and no other. */
  follow({ address, token }: RouterFile): void {
    if (this.#token === token) return;
    this.end();
    this.#token = token;
    const headers = { authorization: `Bearer ${token}` };
    const connection = get(`${address}/watch`, { headers, agent: false }, (answer) => {
      answer.resume().on('error', () => {});
      // One that is told to stop ends its answer first.
      answer.once('close', () => this.#ended(connection, !answer.complete));
    });
    connection.on('socket', (socket) => socket.unref());
    // It did what it was told a moment ago.
    connection.on('error', () => this.#ended(connection, true));
    this.#connection = connection;
  }

  end(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#token = undefined;
    connection?.destroy();
  }

  #ended(connection: ClientRequest, hasDied: boolean): void {
    if (this.#connection !== connection) return;
    this.end();
    if (hasDied) this.#onDied();
  }
}
