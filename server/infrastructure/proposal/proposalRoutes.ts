import type { Repository } from '../git/repository.ts';
import type { Handlers } from '../http/handlers.ts';
import { writeProposal } from './proposal.ts';
import { surveyRepository } from './surveyRepository.ts';

/** The route that proposes a swarm.json. */
export function proposalRoutes(repository: Repository): Pick<Handlers, 'proposeConfiguration'> {
  return {
    proposeConfiguration: async () => writeProposal(await surveyRepository(repository)),
  };
}
