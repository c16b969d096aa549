import type { FetchedRemote, FetchRemote, PushBranch, PushedBranch } from '../../../protocol/branchRemote.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { checkBranchName } from '../../git/branchName.ts';
import { gitMessage } from '../../git/gitClient.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import type { Protection } from '../../protection/protection.ts';
import { Refusal } from '../../refusal.ts';
import { type AskedPush, decidePush } from './decidePush.ts';
import { remoteEnvironment } from './remoteEnvironment.ts';
import { pushRejection, remoteProblem } from './remoteProblem.ts';
import {
  type RemoteRequest,
  remoteDone,
  remoteFailed,
  remoteRequested,
  remoteSubject,
} from './remoteSubject.ts';
import { type RemoteOutput, runRemoteGit } from './runRemoteGit.ts';
import { movedBranches, trackedBranches } from './trackedBranches.ts';

export interface RemoteOperationsParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly protection: Protection;
  /** Time that a fetch or a push may take (default 4.5 minutes). */
  readonly limitMilliseconds?: number;
}

/**
 * Fetches and pushes with git's own credentials, on request; no local branch moves. The programs at the other side are
 * named in each call, because git takes the first that its configuration names, and that is the repository's.
 */
export class RemoteOperations {
  readonly #parts: RemoteOperationsParts;
  readonly #closed = new AbortController();

  constructor(parts: RemoteOperationsParts) {
    this.#parts = parts;
  }

  /** Records what a crash left without an outcome. */
  async start(): Promise<void> {
    const { commands } = this.#parts;
    const why = 'the service stopped before git had answered';
    for (const [remote] of commands.all(remoteSubject))
      await commands.execute(remoteSubject, remote, ({ open }) => open.map((one) => remoteFailed(one, why)), {
        actor: 'swarm',
      });
  }

  /**
   * Fetches the branches of a remote and tells which are different now.
   * @throws {Refusal} `not-found`, `remote-failed`
   */
  async fetch(request: FetchRemote, meta: CommandMeta, signal?: AbortSignal): Promise<FetchedRemote> {
    const remote = await this.#remote(request.remote);
    return this.#recorded(remote, { operation: 'fetch', data: {} }, meta, async () => {
      const before = await trackedBranches(this.#parts.repository, remote);
      // Our own refspec: that of the repository could move local branches.
      const refspec = `+refs/heads/*:refs/remotes/${remote}/*`;
      const plain = [
        '--no-recurse-submodules',
        '--no-write-fetch-head',
        '--no-auto-maintenance',
        '--refmap=',
      ];
      const output = await this.#run(
        ['fetch', '--quiet', '--upload-pack=git-upload-pack', ...plain, remote, refspec],
        signal,
      );
      if (output.ended !== 'well') throw this.#problem(output, remote, `fetch from ${remote}`);
      const moved = movedBranches(before, await trackedBranches(this.#parts.repository, remote));
      return { remote, moved };
    });
  }

  /**
   * Pushes a branch where the remote still has what is expected.
   * @throws {Refusal} `invalid-name`, `not-found`, `branch-moved`, `not-allowed`, `remote-failed`
   */
  async push(request: PushBranch, meta: CommandMeta, signal?: AbortSignal): Promise<PushedBranch> {
    const asked = await this.#asked(request);
    const { name: branch, from, to } = asked;
    const mergeCommits = { from, to };
    const action = from === null ? 'create' : 'push';
    await this.#parts.protection.allow({ action, branch, actor: meta.actor, follows: true, mergeCommits });
    return this.#pushed(asked, meta, signal);
  }

  /**
   * Pushes a branch to the configured remote, never over commits of others. No rule is asked: what moved the branch was
   * allowed.
   * @throws {Refusal} as `push`
   */
  async publish(name: string, meta: CommandMeta): Promise<PushedBranch> {
    return this.#pushed(await this.#asked({ name, force: false }), meta, undefined);
  }

  async #asked(request: PushBranch): Promise<AskedPush> {
    const { repository } = this.#parts;
    const { name, force } = request;
    await checkBranchName(repository.git, name);
    const remote = await this.#remote(request.remote);
    const commit = await resolveCommit(repository.git, `refs/heads/${name}`);
    if (commit === undefined) throw new Refusal('not-found', `There is no branch ${name}.`);
    const tracked = await resolveCommit(repository.git, `refs/remotes/${remote}/${name}`);
    const from = request.expected === undefined ? (tracked ?? null) : request.expected;
    const asked = { name, remote, from, to: commit, force };
    await decidePush(repository, asked);
    return asked;
  }

  #pushed(
    { name, remote, from, to, force }: AskedPush,
    meta: CommandMeta,
    signal: AbortSignal | undefined,
  ): Promise<PushedBranch> {
    const request = { operation: 'push', data: { branch: name, from, to, force } } as const;
    return this.#recorded(remote, request, meta, async () => {
      await this.#push(remote, { name, from, to }, signal);
      return { name, remote, from, to };
    });
  }

  /** Ends what is under way. */
  close(): void {
    this.#closed.abort();
  }

  async #push(
    remote: string,
    { name, from, to }: Pick<PushedBranch, 'name' | 'from' | 'to'>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const ref = `refs/heads/${name}`;
    const lease = `--force-with-lease=${ref}:${from ?? ''}`;
    const plain = ['--no-recurse-submodules', '--no-signed', '--no-follow-tags', '--porcelain'];
    const output = await this.#run(
      ['push', '--receive-pack=git-receive-pack', ...plain, lease, remote, `${to}:${ref}`],
      signal,
    );
    if (output.ended !== 'well')
      throw (
        (output.ended === 'badly' && pushRejection(output.text, remote, name)) ||
        this.#problem(output, remote, `push ${name} to ${remote}`)
      );
    await this.#follow(remote, name);
  }

  /** Lets a branch that follows nothing follow what it was pushed to. */
  async #follow(remote: string, name: string): Promise<void> {
    const { git } = this.#parts.repository;
    const present = await git.raw(['for-each-ref', '--format=%(upstream)', `refs/heads/${name}`]);
    if (present.trim() !== '') return;
    // A remote that is not tracked by its usual refs has none to follow.
    await git.raw(['branch', '--quiet', `--set-upstream-to=${remote}/${name}`, name]).catch(() => {});
  }

  async #recorded<Result extends object>(
    remote: string,
    request: RemoteRequest,
    meta: CommandMeta,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const { commands } = this.#parts;
    const record = (draft: ReturnType<typeof remoteRequested>, by: CommandMeta) =>
      commands.execute(remoteSubject, remote, () => [draft], by);
    await record(remoteRequested(request), meta);
    const by = { actor: meta.actor };
    try {
      const result = await work();
      await record(remoteDone(request, result), by);
      return result;
    } catch (error) {
      await record(remoteFailed(request, gitMessage(error)), by);
      throw error;
    }
  }

  async #remote(asked: string | undefined): Promise<string> {
    const { repository, configuration } = this.#parts;
    const name = asked ?? configuration.current.branches.remote;
    const names = (await repository.git.raw(['remote'])).split('\n');
    if (names.includes(name)) return name;
    throw new Refusal(
      'not-found',
      `There is no remote ${name}; add it with \`git remote add ${name} <address>\`, or name another under branches.remote.`,
    );
  }

  async #run(args: readonly string[], signal: AbortSignal | undefined): Promise<RemoteOutput> {
    const { repository, limitMilliseconds = defaultLimit } = this.#parts;
    const environment = await remoteEnvironment(repository.git);
    const ending = signal ? AbortSignal.any([signal, this.#closed.signal]) : this.#closed.signal;
    return runRemoteGit({
      folder: repository.workTree,
      args,
      environment,
      limitMilliseconds,
      signal: ending,
    });
  }

  #problem(output: RemoteOutput, remote: string, action: string): Refusal {
    return remoteProblem(output, remote, action, this.#parts.limitMilliseconds ?? defaultLimit);
  }
}

/** Less than the five minutes after which Node's fetch gives up: who asked hears what became of it. */
const defaultLimit = 270_000;
