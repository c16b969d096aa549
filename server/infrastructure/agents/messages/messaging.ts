import type { Logger } from 'pino';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { HeldMessages } from './heldMessages.ts';
import { InboxWriter } from './inboxWriter.ts';
import { MessageDesk } from './messageDesk.ts';

export interface MessagingParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly log: Logger;
}

/** Messages: those of the log, those that files hold, and the files that are written of them. */
export class Messaging {
  readonly desk: MessageDesk;
  readonly #held: HeldMessages;
  readonly #writer: InboxWriter;
  readonly #log: Logger;
  #read: Promise<void> = Promise.resolve();

  constructor(parts: MessagingParts) {
    this.#log = parts.log;
    this.desk = new MessageDesk(parts);
    this.#held = new HeldMessages({ ...parts, onRead: (key, messages) => this.desk.hold(key, messages) });
    this.#writer = new InboxWriter(parts);
  }

  /** Settled once what files hold was read. Never rejects. */
  get read(): Promise<void> {
    return this.#read;
  }

  /**
   * Begins to read what files hold, which nobody waits for where there are thousands, and writes what is missing; to be
   * called once agents are known.
   */
  async start(): Promise<void> {
    this.#read = this.#held
      .start()
      .catch((error: unknown) => this.#log.error({ err: error }, 'messages cannot be read'));
    await this.#writer.start();
  }

  async close(): Promise<void> {
    await this.#writer.close();
    await this.#held.close();
    this.desk.close();
  }
}
