import { userInfo } from 'node:os';
import { actorName } from '../../protocol/names.ts';

/** Who acts where a request names nobody: the user of this process. */
export function ownerName(): string {
  try {
    return actorName.parse(userInfo().username);
  } catch {
    // A process may run under a number that has no name, or under one that is no name here.
    return 'owner';
  }
}
