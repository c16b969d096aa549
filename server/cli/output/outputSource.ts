import type { OutputPart } from '../../protocol/outputLog.ts';

/** What prints: the build or the program of a slot, or a step or a gate of a deployment. */
export interface OutputSource {
  /** `program`, `build`, `gate unit`. */
  readonly name: string;
  read(query: { after?: string; lines: number }): Promise<OutputPart>;
}

/** Outputs in the order in which they are made. */
export interface OutputSources {
  /** Those there are, or while they are followed also those that begin later, until the whole has ended. */
  each(follow: boolean): AsyncIterable<OutputSource>;
  /** Whether what printed has failed. */
  failed(): Promise<boolean>;
}
