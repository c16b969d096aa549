import { devNull } from 'node:os';
import { execa } from 'execa';

/** Git in one folder with an author and a date of our choosing, and nothing of the machine's own configuration. */
export class DatedGit {
  readonly #folder: string;
  #time: number;

  constructor(folder: string, firstCommit: Date) {
    this.#folder = folder;
    this.#time = firstCommit.getTime();
  }

  async run(...args: string[]): Promise<string> {
    const { stdout } = await execa('git', args, { cwd: this.#folder, env: environment, stdin: 'ignore' });
    return stdout;
  }

  /** Commits everything in the work tree, three hours after the commit before. */
  async commit(author: string, message: string): Promise<void> {
    this.#time += 3 * 60 * 60_000;
    const date = new Date(this.#time).toISOString();
    const email = `${author.toLowerCase().replaceAll(' ', '-')}@swarm.invalid`;
    await this.run('add', '--all');
    await execa('git', ['commit', '--quiet', '--message', message], {
      cwd: this.#folder,
      stdin: 'ignore',
      env: {
        ...environment,
        GIT_AUTHOR_NAME: author,
        GIT_AUTHOR_EMAIL: email,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_NAME: author,
        GIT_COMMITTER_EMAIL: email,
        GIT_COMMITTER_DATE: date,
      },
    });
  }
}

const environment = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };
