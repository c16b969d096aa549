import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseConfiguration } from '../configuration/parseConfiguration.ts';
import type { Repository } from '../infrastructure/git/repository.ts';
import type { LocatedConfiguration, Policy } from '../infrastructure/protection/policy.ts';
import { PolicyReader } from '../infrastructure/protection/policyReader.ts';
import { defaultConfiguration } from '../protocol/configuration/configuration.ts';
import { configurationFileName } from '../protocol/configuration/configurationFileName.ts';

/** swarm.json of a work tree; what holds without one where it is missing or not valid. */
export async function readWorkTreeConfiguration({ workTree }: Repository): Promise<LocatedConfiguration> {
  const text = await readFile(path.join(workTree, configurationFileName), 'utf8').catch(() => '{}');
  const { configuration = defaultConfiguration(), places } = parseConfiguration(text);
  return { configuration, places };
}

/** The rules in force in a repository, read without the service. */
export async function readPolicy(repository: Repository): Promise<Policy> {
  return new PolicyReader(repository).read(await readWorkTreeConfiguration(repository));
}
