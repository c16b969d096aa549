import { setTimeout as delay } from 'node:timers/promises';
import type { OutputPart } from '../../server/protocol/outputLog.ts';
import { OutputTail } from './outputTail.ts';

export interface OutputFollowerOptions {
  /** Reads what follows a position, or the last lines. */
  read(after: string | undefined): Promise<OutputPart>;
  /** The text is different. */
  onChange(): void;
  /** Line that stands for what is not shown. */
  readonly omission: string;
  /** Milliseconds between two questions while something comes, and at most while nothing does. */
  readonly pace?: { readonly busy: number; readonly idle: number };
}

const usualPace = { busy: 250, idle: 4_000 };

/** Keeps the end of an output current while somebody looks at it, and asks for nothing while nobody does. */
export class OutputFollower {
  readonly #options: OutputFollowerOptions;
  readonly #tail: OutputTail;
  #problem: string | undefined;
  #following: AbortController | undefined;
  #reading: Promise<boolean> | undefined;

  constructor(options: OutputFollowerOptions) {
    this.#options = options;
    this.#tail = new OutputTail(options.omission);
  }

  /** The text to show: the output, or why it cannot be read. */
  get text(): string {
    const { text } = this.#tail;
    if (this.#problem === undefined) return text;
    return text === '' ? this.#problem : `${text}\n${this.#problem}`;
  }

  /** Reads what there is; the text is current then. Never rejects. */
  async load(): Promise<string> {
    while (await this.#readOnce());
    return this.text;
  }

  /** Goes on asking until `stop`. */
  start(): void {
    if (this.#following) return;
    const controller = new AbortController();
    this.#following = controller;
    void this.#follow(controller.signal);
  }

  stop(): void {
    this.#following?.abort();
    this.#following = undefined;
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { busy, idle } = this.#options.pace ?? usualPace;
    let wait = busy;
    while (!signal.aborted) {
      const before = this.text;
      await this.load();
      const changed = this.text !== before;
      if (changed && !signal.aborted) this.#options.onChange();
      wait = changed ? busy : Math.min(idle, wait * 2);
      await delay(wait, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Whether there is more already. One question at a time: two answers to the same one would double the text. */
  #readOnce(): Promise<boolean> {
    this.#reading ??= this.#ask().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #ask(): Promise<boolean> {
    try {
      const part = await this.#options.read(this.#tail.next);
      this.#problem = undefined;
      this.#tail.add(part);
      return part.more;
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
      return false;
    }
  }
}
