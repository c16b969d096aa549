import { lstat, mkdir, open, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Agent } from '../../../protocol/agents.ts';
import { renameOver } from '../../../workspace/files/renameOver.ts';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { isAddressedTo, type Member } from './address.ts';
import { inboxName } from './inboxFolder.ts';
import { inboxFileName, inboxText } from './inboxText.ts';
import { type MessageState, messageRow, messageSubject, messageWritten } from './messageSubject.ts';

export interface InboxWriterParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: Pick<RowStore, 'list'>;
  readonly log: Logger;
  readonly now?: () => number;
}

/**
 * Writes messages into the inbox folders of those they are for, where swarm.json asks for it. What was written is an
 * event after the writing: a crash between the two writes the same file of the same name again.
 */
export class InboxWriter {
  readonly #parts: InboxWriterParts;
  readonly #writing = new CoalescedTask(() => this.#writeAll());
  readonly #ends: (() => void)[] = [];
  /** Messages that may still have to be written. */
  readonly #pending = new Set<string>();

  constructor(parts: InboxWriterParts) {
    this.#parts = parts;
  }

  /** Writes what is not written yet, and from now on every message. */
  async start(): Promise<void> {
    const { commands, configuration } = this.#parts;
    for (const id of commands.all(messageSubject).keys()) this.#pending.add(id);
    this.#ends.push(
      commands.onCommitted(({ type, stream }) => {
        if (type !== 'message.sent') return;
        this.#pending.add(stream.slice(messageSubject.name.length + 1));
        this.#writeSoon();
      }),
      configuration.onChanged(() => this.#writeSoon()),
    );
    await this.#writing.run();
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    await this.#writing.idle();
  }

  #writeSoon(): void {
    this.#writing
      .run()
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'inboxes cannot be written'));
  }

  async #writeAll(): Promise<void> {
    if (!this.#parts.configuration.current.agents.writeInbox) return;
    for (const id of [...this.#pending]) {
      await this.#write(id);
      this.#pending.delete(id);
    }
  }

  async #write(id: string): Promise<void> {
    const { commands, rows } = this.#parts;
    const { state } = commands.get(messageSubject, id);
    const now = (this.#parts.now ?? Date.now)();
    const written: string[] = [];
    for (const agent of rows.list('agents'))
      if (isToBeWritten(state, agent, now) && (await this.#writeFor(id, state, agent)))
        written.push(agent.id);
    if (written.length === 0) return;
    await commands.execute(messageSubject, id, () => [messageWritten(written)], { actor: 'swarm' });
  }

  /** Whether the agent has the file now. */
  async #writeFor(id: string, state: MessageState, agent: Agent): Promise<boolean> {
    if (agent.file === null || state.sent === undefined) return false;
    const message = messageRow(id, state, state.sent);
    const folder = path.posix.join(path.posix.dirname(agent.file), inboxName);
    try {
      await placeFile(this.#parts.workTree, folder, inboxFileName(message), inboxText(message));
      return true;
    } catch (error) {
      this.#parts.log.warn({ err: error, agent: agent.id }, 'a message cannot be written into the inbox');
      return false;
    }
  }
}

function isToBeWritten({ sent, written, acknowledged }: MessageState, agent: Member, now: number): boolean {
  if (sent === undefined || !isAddressedTo(sent.to, agent)) return false;
  if (sent.expiresAt !== null && Date.parse(sent.expiresAt) <= now) return false;
  return !written.includes(agent.id) && !acknowledged.some((one) => one.agent === agent.id);
}

/** Writes a file of a folder of the work tree in one step. Where a link leads elsewhere nothing is written. */
async function placeFile(workTree: string, relative: string, name: string, text: string): Promise<void> {
  const root = await realpath(workTree);
  const above = path.join(root, path.dirname(relative));
  if ((await realpath(above)) !== above) throw new Error(`${relative} leads out of the repository by a link`);
  const folder = path.join(root, relative);
  await mkdir(folder).catch(() => {});
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${relative} is no folder`);
  const temporary = path.join(folder, `.${name}.tmp`);
  await rm(temporary, { force: true });
  const handle = await open(temporary, 'wx', 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await renameOver(temporary, path.join(folder, name));
}
