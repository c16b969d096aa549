import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Repository } from '../../infrastructure/git/repository.ts';
import { type Proposal, takeOver, writeProposal } from '../../infrastructure/proposal/proposal.ts';
import { surveyRepository } from '../../infrastructure/proposal/surveyRepository.ts';
import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';
import { type Command, CommandError } from '../command.ts';
import { importFile } from '../init/importFile.ts';
import { findRepository } from '../serviceConnection.ts';
import { plain } from '../table.ts';

export const command: Command = {
  name: 'init',
  summary: 'Write a swarm.json made from what the repository has',
  usage: 'init [options] [-- command that serves a revision]',
  details:
    'Never overwrites a swarm.json. Needs no service.\n--from takes over a blue-green configuration in JSON: environments, slots, approvals, windows, teams, limits, health endpoints, gates, triggers of a rollback. What was filled in and what was not taken over, with the reason, is told on stderr. It says no command: give it after --, or it is `npm start` where package.json has that.\nExit codes: 0 done, 1 swarm.json is there already and what would be added is shown, 2 error.',
  options: {
    from: { type: 'string', placeholder: 'file.json', description: 'Take over a blue-green configuration' },
    merge: { type: 'boolean', description: 'With --from: add it to the swarm.json that is there' },
    print: { type: 'boolean', description: 'Print it instead of writing it' },
  },
  async run({ positionals, values }, io) {
    const repository = await findRepository(io.cwd);
    const { from } = values;
    if (typeof from === 'string') {
      const flags = { print: values['print'] === true, merge: values['merge'] === true };
      return importFile(repository, { from, command: positionals, ...flags }, io);
    }
    if (positionals.length > 0 || values['merge'] === true)
      throw new CommandError('init: --merge and a command are for --from.');
    const findings = await surveyRepository(repository);
    const proposal = writeProposal(findings);
    if (values['print'] === true) {
      io.stdout.write(proposal.text);
      return 0;
    }
    if (findings.foreign !== undefined) io.stderr.write(`${plain(takeOver(findings.foreign))}\n`);
    const file = await writeNew(repository, proposal);
    io.stdout.write(`Wrote ${file}${proposal.sources.map((source) => `\n  from ${source}`).join('')}\n`);
    return 0;
  },
};

async function writeNew({ workTree }: Repository, { text }: Proposal): Promise<string> {
  const file = path.join(workTree, configurationFileName);
  try {
    await writeFile(file, text, { flag: 'wx' });
    return file;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new CommandError(`${file} is there already; swarm init --print shows a new one.`);
    throw new CommandError(`${file} cannot be written: ${message}`);
  }
}
