import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EvidenceFinding } from '../../../../server/infrastructure/contracts/evidence/evidenceVerifier.ts';
import { EvidenceVerifiers } from '../../../../server/infrastructure/contracts/evidence/evidenceVerifiers.ts';
import { PassedChecks } from '../../../../server/infrastructure/contracts/evidence/passedChecks.ts';
import type { LoggedCommandStore } from '../../../../server/infrastructure/events/commandStore.ts';
import { openRepository } from '../../../../server/infrastructure/git/repository.ts';
import { type EvidenceSpec, evidenceSpec } from '../../../../server/protocol/evidence.ts';
import { TemporaryLog } from '../../events/temporaryLog.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';

/** What a look starts from, beside the evidence itself. */
interface Looking {
  readonly before?: EvidenceFinding | null;
  readonly isFinal?: boolean;
  readonly files?: readonly string[];
  readonly claimedAt?: string;
}

type EvidenceInput = { readonly kind: EvidenceSpec['kind'] } & Record<string, unknown>;

/** Real verifiers on a real repository with a real log. */
export class EvidenceGround implements AsyncDisposable {
  readonly temporary = new TemporaryLog();
  readonly example: ExampleRepository;
  readonly commands: LoggedCommandStore;
  readonly #scratch: string;
  readonly #verifiers: EvidenceVerifiers;

  private constructor(
    example: ExampleRepository,
    parts: { commands: LoggedCommandStore; scratch: string; temporary: TemporaryLog },
    verifiers: EvidenceVerifiers,
  ) {
    this.example = example;
    this.temporary = parts.temporary;
    this.commands = parts.commands;
    this.#scratch = parts.scratch;
    this.#verifiers = verifiers;
  }

  /** @param limitMilliseconds for each look */
  static async start(limitMilliseconds?: number): Promise<EvidenceGround> {
    const example = await makeRepository();
    const temporary = new TemporaryLog();
    const commands = await temporary.store();
    const scratch = await mkdtemp(path.join(tmpdir(), 'swarm-evidence-'));
    const verifiers = new EvidenceVerifiers({
      repository: await openRepository(example.folder),
      base: () => 'main',
      scratch,
      passed: new PassedChecks(commands, temporary.log, () => ['main']),
      ...(limitMilliseconds === undefined ? {} : { limitMilliseconds }),
    });
    return new EvidenceGround(example, { commands, scratch, temporary }, verifiers);
  }

  /** Commits files on the branch checked out, and gives the commit. */
  async commit(files: Readonly<Record<string, string>>): Promise<string> {
    const { folder, git } = this.example;
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Work');
    return git('rev-parse', 'HEAD');
  }

  /** What is seen of evidence as a request states it. */
  async look(input: EvidenceInput, looking: Looking = {}): Promise<EvidenceFinding> {
    const { before: finding = null, isFinal = false, files = [], claimedAt = null } = looking;
    const evidence = [{ spec: evidenceSpec.parse(input), finding }];
    const [found] = await this.#verifiers.verifyAll(
      { files, evidence, claimedAt, isFinal },
      new AbortController().signal,
    );
    if (!found) throw new Error('nothing was looked at');
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.commands.close();
    await this.temporary[Symbol.asyncDispose]();
    await rm(this.#scratch, { recursive: true, force: true });
    await this.example.remove();
  }
}
