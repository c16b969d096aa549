import type { Blob } from '../../server/protocol/branchContent.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';

const remembered = 50;

/** Contents of files in git; what an id stands for does not change, so the last ones are remembered. */
export class BlobTexts {
  readonly #known = new Map<string, Promise<Blob>>();

  /** @throws {ApiError | ServiceUnavailable | ApiUnreachable} */
  read(session: RepositorySession, blob: string): Promise<Blob> {
    const present = this.#known.get(blob);
    if (present !== undefined) return present;
    const reading = session.call('blob', { query: { id: blob } });
    this.#known.set(blob, reading);
    reading.catch(() => this.#known.delete(blob));
    const [oldest] = this.#known.keys();
    if (this.#known.size > remembered && oldest !== undefined) this.#known.delete(oldest);
    return reading;
  }
}
