import type { ReleaseRecipe } from '../../../../server/infrastructure/deployments/slots/releaseRecipe.ts';
import {
  type RequestedStart,
  startRequested,
} from '../../../../server/infrastructure/deployments/slots/slotEvents.ts';
import type { EventDraft } from '../../../../server/infrastructure/events/subject.ts';

const recipe: ReleaseRecipe = {
  command: ['true'],
  environment: {},
  health: [],
  limits: {},
  instances: 1,
  stopTimeoutSeconds: 1,
  buildTimeoutSeconds: 1,
  healthTimeoutSeconds: 1,
};

/** A start of `main` at a commit, as it is recorded. */
export function requestedStart(commit: string, facts: Partial<RequestedStart> = {}): EventDraft {
  const asked = { revision: 'main', commit, hash: 'h', driver: 'process', instances: 1, recipe } as const;
  return startRequested({ ...asked, ...facts });
}
