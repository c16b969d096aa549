import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Proposal, writeProposal } from '../../infrastructure/configuration/proposal.ts';
import { surveyRepository } from '../../infrastructure/configuration/surveyRepository.ts';
import type { Repository } from '../../infrastructure/git/repository.ts';
import { configurationFileName } from '../../protocol/configurationFileName.ts';
import { type Command, CommandError } from '../command.ts';
import { findRepository } from '../serviceConnection.ts';

export const command: Command = {
  name: 'init',
  summary: 'Write a swarm.json made from what the repository has',
  usage: 'init [options]',
  details: 'Writes nothing where there is a swarm.json already. Needs no service.',
  options: { print: { type: 'boolean', description: 'Print it instead of writing it' } },
  async run({ positionals, values }, io) {
    if (positionals.length > 0) throw new CommandError('init: takes no arguments.');
    const repository = await findRepository(io.cwd);
    const proposal = writeProposal(await surveyRepository(repository));
    if (values['print'] === true) {
      io.stdout.write(proposal.text);
      return 0;
    }
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
