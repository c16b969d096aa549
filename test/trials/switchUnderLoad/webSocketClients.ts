import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { webSocketRequest } from '../../infrastructure/deployments/router/webSocketHandshake.ts';

const sayMilliseconds = 100;

/** Clients that keep a WebSocket open, say something all the time, and open another one where it is closed. */
export class WebSocketClients {
  /** Closed though traffic had not left its slot, not echoed, or not to be opened: each a sentence. */
  readonly lost: string[] = [];
  /** Closed because traffic had left: after so many milliseconds. */
  readonly drained: number[] = [];
  readonly #clients: Promise<void>[] = [];
  readonly #sockets = new Map<Socket, number>();
  /** When the last switch was asked for, and when it was done. */
  #asked = Number.NEGATIVE_INFINITY;
  #done = Number.NEGATIVE_INFINITY;
  #over = false;

  start(address: string, clients: number): void {
    for (let n = 0; n < clients; n++) this.#clients.push(this.#connectOnAndOn(address));
  }

  /** Waits until every client has an open one, so that a switch finds them all. */
  async allOpen(): Promise<void> {
    while (this.#sockets.size < this.#clients.length && this.lost.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Traffic moves meanwhile: those that are open are to be closed, those opened while it does may be. */
  async during(move: () => Promise<void>): Promise<void> {
    this.#asked = performance.now();
    this.#done = Number.POSITIVE_INFINITY;
    await move();
    this.#done = performance.now();
  }

  /** Waits until those are closed that were open before the last switch. Returns how many are not in that time. */
  async drain(milliseconds: number): Promise<number> {
    const before = () => [...this.#sockets.values()].filter((openedAt) => openedAt < this.#asked).length;
    const started = performance.now();
    while (before() > 0 && performance.now() - started < milliseconds)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return before();
  }

  async end(): Promise<void> {
    this.#over = true;
    for (const socket of this.#sockets.keys()) socket.destroy();
    await Promise.all(this.#clients);
  }

  async #connectOnAndOn(address: string): Promise<void> {
    while (!this.#over) {
      const begunAt = performance.now();
      try {
        await this.#talk(await open(address), begunAt);
      } catch (error) {
        this.lost.push(`cannot be opened: ${error}`);
        return;
      }
    }
  }

  async #talk(socket: Socket, begunAt: number): Promise<void> {
    // One that was begun before a switch may have been opened by the slot after it.
    this.#sockets.set(socket, performance.now());
    let [said, heard] = ['', ''];
    socket.on('data', (bytes) => {
      heard += bytes;
      if (!said.startsWith(heard)) this.lost.push(`heard ${heard.slice(-20)} for ${said.slice(-20)}`);
    });
    const saying = setInterval(() => {
      const word = `${said.length} `;
      said += word;
      socket.write(word);
    }, sayMilliseconds);
    if (!socket.closed) await once(socket, 'close');
    clearInterval(saying);
    this.#sockets.delete(socket);
    if (this.#over) return;
    if (begunAt < this.#done) this.drained.push(performance.now() - this.#asked);
    else this.lost.push('closed though traffic had not left its slot');
  }
}

async function open(address: string): Promise<Socket> {
  const outgoing = request(address, { headers: webSocketRequest });
  outgoing.end();
  const [, socket] = (await once(outgoing, 'upgrade')) as [unknown, Socket];
  socket.on('error', () => {});
  return socket;
}
