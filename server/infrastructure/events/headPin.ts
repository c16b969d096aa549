import { readPrivateFile, writePrivateFile } from '../files/privateFile.ts';
import { type EventLog, EventLogError } from './eventLog.ts';
import type { ChainPosition } from './hashChain.ts';

const delayMilliseconds = 1000;

/**
 * Remembers beside the log how far it went: events cut off its end, or an older copy in its place, show at the next
 * start. Written up to a second after the events, so those of the last second before a crash may be cut unseen.
 */
export class HeadPin {
  readonly #file: string;
  readonly #log: Pick<EventLog, 'lastSeq' | 'lastHash'>;
  readonly #onError: (error: unknown) => void;
  #pinned: number;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    file: string,
    log: Pick<EventLog, 'lastSeq' | 'lastHash'>,
    onError: (error: unknown) => void = () => {},
  ) {
    this.#file = file;
    this.#log = log;
    this.#onError = onError;
    this.#pinned = log.lastSeq;
  }

  /** The log has grown. */
  moved(): void {
    this.#timer ??= setTimeout(() => this.#write(), delayMilliseconds).unref();
  }

  /** Writes what waits. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#log.lastSeq !== this.#pinned) this.#write();
    await this.#writing;
  }

  #write(): void {
    this.#timer = undefined;
    const { lastSeq: seq, lastHash: hash } = this.#log;
    const text = `${JSON.stringify({ seq, hash })}\n`;
    this.#writing = this.#writing
      .then(() => writePrivateFile(this.#file, text))
      .then(() => {
        this.#pinned = seq;
      })
      .catch(this.#onError);
  }
}

/**
 * Holds the log to what was remembered of its head.
 * @throws {EventLogError} `tampered`, saying what to do
 */
export async function checkHead(file: string, log: Pick<EventLog, 'lastSeq' | 'hashAt'>): Promise<void> {
  const reading = await readPrivateFile(file);
  if (reading.state === 'absent') return;
  const known = reading.state === 'present' ? parse(reading.text) : undefined;
  const what = known === undefined ? 'cannot be read' : differenceOf(log, known);
  if (what === undefined) return;
  throw new EventLogError(
    'tampered',
    known === undefined
      ? `How far the event log went ${what} from ${file}. Look at that file, and remove it to go on with the log as it is.`
      : `The event log was changed from outside: ${what}. Put the log back that had them, or remove ${file} to go on with this one.`,
  );
}

function differenceOf(
  log: Pick<EventLog, 'lastSeq' | 'hashAt'>,
  { seq, hash }: ChainPosition,
): string | undefined {
  if (log.lastSeq < seq)
    return `it ends at event ${log.lastSeq} and had ${seq}, so events were cut off its end or an older copy took its place`;
  return log.hashAt(seq) === hash ? undefined : `event ${seq} is another than the one that was written`;
}

function parse(text: string): ChainPosition | undefined {
  try {
    const { seq, hash } = JSON.parse(text) as Record<string, unknown>;
    return Number.isSafeInteger(seq) && typeof hash === 'string' ? { seq: Number(seq), hash } : undefined;
  } catch {
    return undefined;
  }
}
