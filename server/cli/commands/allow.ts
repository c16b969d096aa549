import type { Approval } from '../../protocol/slots.ts';
import { type Command, CommandError } from '../command.ts';
import { unlessRefused } from '../deployments/unlessRefused.ts';
import { replyText } from '../reply.ts';
import { callService, findService } from '../serviceConnection.ts';
import { plain } from '../table.ts';

const leastDigits = 8;

export const command: Command = {
  name: 'allow',
  summary: 'Show what a team would run in its slots, and allow it',
  usage: 'allow <team> [hash] [options]',
  details:
    'Nothing of the repository runs before a person has seen and allowed exactly this. Without the hash it is only shown.\nExit codes: 0 it is allowed, 1 it is not, 2 error or no service.',
  options: {
    revision: {
      type: 'string',
      placeholder: 'branch',
      description: 'Revision whose Dockerfile is meant (default: what is checked out)',
    },
    json: { type: 'boolean', description: 'Print the approval of the API as JSON' },
  },
  async run({ positionals, values }, io) {
    const [team, hash, ...others] = positionals;
    if (team === undefined || others.length > 0)
      throw new CommandError('allow: name a team and, to allow what it runs, the hash of that.');
    const revision = typeof values['revision'] === 'string' ? { revision: values['revision'] } : {};
    const service = await findService(io.cwd);
    return unlessRefused(io, async () => {
      const seen = await callService(service, 'commandApproval', { query: { team, ...revision } });
      const body = { team, hash: seen.hash, ...revision };
      const approval =
        hash !== undefined && isHashOf(seen, hash)
          ? await callService(service, 'approveCommand', { body })
          : seen;
      io.stdout.write(replyText(values, approval, approvalText(approval)));
      return approval.approved ? 0 : 1;
    });
  },
};

function isHashOf(seen: Approval, hash: string): boolean {
  if (hash.length >= leastDigits && seen.hash.startsWith(hash)) return true;
  throw new CommandError(
    `allow: team ${seen.team} would run something else than ${JSON.stringify(hash)} (give at least ${leastDigits} digits); see swarm allow ${seen.team}.`,
  );
}

function approvalText({ team, hash, command: words, details, approved }: Approval): string {
  const lines = [
    `${hash.slice(0, 12)}  ${approved ? 'allowed' : 'not allowed'}: team ${team} runs`,
    ...(words.length > 0 ? [`  ${words.join(' ')}`] : []),
    ...details.map((detail) => `  ${detail}`),
    ...(approved ? [] : [`Allow exactly this with: swarm allow ${team} ${hash.slice(0, 12)}`]),
  ];
  return lines.map((line) => `${plain(line)}\n`).join('');
}
