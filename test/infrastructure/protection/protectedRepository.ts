import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Configuration } from '../../../server/protocol/configuration/configuration.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

type Rule = Partial<Configuration['branches']['protection'][number]> & { readonly pattern: string };

export const teams = {
  alpha: { branchPrefix: 'feature/alpha', lead: 'ada', members: ['agent-1'] },
  beta: { branchPrefix: 'feature/beta', lead: 'bob', members: ['agent-2'], protectedPaths: ['beta/**'] },
};

/** A repository whose main has committed rules, with its subjects. */
export class ProtectedRepository {
  readonly example: ExampleRepository;
  readonly ground: SubjectGround;

  private constructor(example: ExampleRepository, ground: SubjectGround) {
    this.example = example;
    this.ground = ground;
  }

  /** @param more further parts of swarm.json */
  static async start(protection: readonly Rule[], more: object = {}): Promise<ProtectedRepository> {
    const example = await makeRepository();
    await example.commit('a.txt', 'one\n');
    await example.commit('swarm.json', rulesText(protection, more));
    // The rules count as they are on main, not as somebody has them in a work tree.
    example.git('checkout', '--quiet', '--detach');
    await rm(path.join(example.folder, 'swarm.json'));
    return new ProtectedRepository(example, await SubjectGround.start(example.folder));
  }

  /** Makes a branch of main with a file on it, and waits until the service knows it. */
  async branch(name: string, file = 'new.txt', text = `${name}\n`): Promise<string> {
    const { git, commit } = this.example;
    git('checkout', '--quiet', '--force', '-b', name, 'main');
    const made = await commit(file, text);
    git('checkout', '--quiet', '--detach');
    await this.ground.row('branches', name, (row) => row?.commit === made);
    return made;
  }

  async close(): Promise<void> {
    await this.ground.close();
    await this.example.remove();
  }
}

/** Text of a swarm.json whose first rule stands in line 5. */
export function rulesText(protection: readonly Rule[], more: object = {}): string {
  const rules = protection.map((rule) => JSON.stringify(rule)).join(',\n');
  const rest = JSON.stringify({ teams, ...more }).slice(1);
  return `{\n"branches": {\n"activeDays": 30,\n"protection": [\n${rules}\n]},\n${rest}`;
}
