import { userInfo } from 'node:os';

/** Who acts in this window: the user's name as far as a header can carry it. */
export function actorName(): string {
  const name = userInfo()
    .username.replaceAll(/[^A-Za-z0-9 ._@:/-]/g, '-')
    .slice(0, 100);
  return /^[A-Za-z0-9]/.test(name) ? name : 'editor';
}
