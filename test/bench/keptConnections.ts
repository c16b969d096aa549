import { connect, type Socket } from 'node:net';

const endOfHead = '\r\n\r\n';

/**
 * Connections that are kept and used again, as an agent keeps them, for GET requests whose answers have a length. It knows no more of
 * HTTP than that: a client that does more takes more of the machine than the router that is measured.
 */
export class KeptConnections {
  readonly #port: number;
  readonly #request: Buffer;
  readonly #idle: KeptConnection[] = [];

  constructor(address: string) {
    const { port, host } = new URL(address);
    this.#port = Number(port);
    this.#request = Buffer.from(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  }

  /** Sends one request, which waits for no other; tells whether its answer is whole and good. */
  ask(): Promise<boolean> {
    const connection = this.#idle.pop() ?? this.#open();
    return new Promise((resolve) => connection.ask(this.#request, resolve));
  }

  end(): void {
    for (const connection of this.#idle.splice(0)) connection.end();
  }

  #open(): KeptConnection {
    const connection: KeptConnection = new KeptConnection(connect(this.#port, '127.0.0.1'), {
      onFree: () => this.#idle.push(connection),
      onClosed: () => {
        const place = this.#idle.indexOf(connection);
        if (place >= 0) this.#idle.splice(place, 1);
      },
    });
    return connection;
  }
}

interface KeptConnectionEvents {
  onFree(): void;
  onClosed(): void;
}

/** One connection, on which one request at a time is under way. */
class KeptConnection {
  readonly #socket: Socket;
  #head = '';
  /** Bytes of the answer that are still to come; undefined until its head is whole. */
  #missing: number | undefined;
  #isGood = false;
  #onEnd: ((isGood: boolean) => void) | undefined;

  constructor(socket: Socket, { onFree, onClosed }: KeptConnectionEvents) {
    this.#socket = socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      this.#take(bytes);
      if (this.#missing !== 0) return;
      const tell = this.#onEnd;
      this.#onEnd = undefined;
      onFree();
      tell?.(this.#isGood);
    });
    socket.on('error', () => {});
    socket.once('close', () => {
      onClosed();
      this.#onEnd?.(false);
    });
  }

  ask(request: Buffer, onEnd: (isGood: boolean) => void): void {
    this.#head = '';
    this.#missing = undefined;
    this.#onEnd = onEnd;
    this.#socket.write(request);
  }

  end(): void {
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    if (this.#missing !== undefined) {
      this.#missing -= bytes.length;
      return;
    }
    this.#head += bytes.toString('latin1');
    const end = this.#head.indexOf(endOfHead);
    if (end < 0) return;
    this.#isGood = this.#head.startsWith('HTTP/1.1 200 ');
    const [, length = '0'] = /\r\ncontent-length: (\d+)/i.exec(this.#head.slice(0, end)) ?? [];
    this.#missing = end + endOfHead.length + Number(length) - this.#head.length;
  }
}
