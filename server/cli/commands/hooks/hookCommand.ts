import { BranchHooks } from '../../../infrastructure/branches/hooks/branchHooks.ts';
import type { Repository } from '../../../infrastructure/git/repository.ts';
import { Refusal } from '../../../infrastructure/refusal.ts';
import { ApiError, callApi } from '../../../protocol/apiClient.ts';
import type { HookStatus } from '../../../protocol/hooks.ts';
import { type Command, CommandError } from '../../command.ts';
import { readPolicy } from '../../readPolicy.ts';
import { replyText } from '../../reply.ts';
import { askIfServed, findRepository } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export interface HookCommand {
  /** Last word of the command: `install`. */
  readonly name: string;
  readonly summary: string;
  readonly route: 'hookStatus' | 'installHooks' | 'removeHooks';
}

/** `swarm hooks <name>`: by the service, which records it, or directly where none runs. */
export function hookCommand({ name, summary, route }: HookCommand): Command {
  return {
    name: `hooks ${name}`,
    summary,
    usage: `hooks ${name} [options]`,
    details:
      'The hooks pre-push and reference-transaction refuse what branches.protection of swarm.json does not allow, and name the rule.\nWho acts is the environment variable SWARM_ACTOR, else the user of this machine. Exit code 1: not all are installed (status).',
    options: { json: { type: 'boolean', description: 'Print the state of the hooks as JSON' } },
    async run({ positionals, values }, { cwd, stdout }) {
      if (positionals.length > 0) throw new CommandError(`hooks ${name}: takes no arguments.`);
      const status = await statusAfter(route, cwd);
      stdout.write(replyText(values, status, statusText(status)));
      const complete = status.hooks.every(({ state }) => state === 'installed');
      return route === 'hookStatus' && !complete ? 1 : 0;
    },
  };
}

async function statusAfter(route: HookCommand['route'], cwd: string): Promise<HookStatus> {
  const repository = await findRepository(cwd);
  try {
    const answer = await askIfServed(repository, (service) => callApi(service, route));
    return answer ?? (await changeHere(route, repository));
  } catch (error) {
    throw error instanceof Refusal || error instanceof ApiError ? new CommandError(error.message) : error;
  }
}

async function changeHere(route: HookCommand['route'], repository: Repository): Promise<HookStatus> {
  const hooks = new BranchHooks(repository);
  if (route === 'installHooks') return hooks.install(await readPolicy(repository));
  return route === 'removeHooks' ? hooks.remove() : hooks.status();
}

const states: Readonly<Record<HookStatus['hooks'][number]['state'], string>> = {
  absent: 'not installed',
  installed: 'installed',
  outdated: 'of another version; run swarm hooks install',
  replaced: 'replaced by another program; run swarm hooks install',
};

function statusText({ folder, hooks }: HookStatus): string {
  const lines = hooks.map(
    ({ name, state, chained }) =>
      `${name}: ${states[state]}${chained && state !== 'replaced' ? ', the hook that was there before runs as well' : ''}`,
  );
  return `${[`In ${folder}:`, ...lines.map((line) => `  ${line}`)].map(plain).join('\n')}\n`;
}
