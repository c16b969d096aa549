import { ApiError } from '../../protocol/apiClient.ts';
import type { ProblemCode } from '../../protocol/problem.ts';
import type { CommandIo } from '../command.ts';
import { plain } from '../table.ts';

/** What is wrong with the call or the service, and not with what was asked for. */
const errors: ReadonlySet<ProblemCode> = new Set([
  'unauthorized',
  'not-found',
  'invalid-request',
  'invalid-name',
  'unknown-revision',
  'configuration-invalid',
  'git-failed',
  'shutting-down',
  'internal',
]);

/**
 * Does what the service may refuse. Where a rule or the state of things is against it the exit code is 1, and the
 * sentence is on stderr.
 */
export async function unlessRefused(io: CommandIo, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError) || errors.has(error.problem.code)) throw error;
    io.stderr.write(`swarm: ${plain(error.message)}\n${hint(error)}`);
    return 1;
  }
}

/** How to go on where the sentence itself cannot say it, since the editor goes on in another way. */
function hint({ problem: { code, data } }: ApiError): string {
  if (code !== 'command-not-approved' || typeof data?.['team'] !== 'string') return '';
  const { team, hash } = data;
  return `Look at it, and allow it with: swarm allow ${plain(team)} ${plain(String(hash).slice(0, 12))}\n`;
}
