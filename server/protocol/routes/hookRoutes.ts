import { hookStatusSchema } from '../hooks.ts';
import { get, none, post } from './route.ts';

/** The git hooks that the service installs and removes. */
export const hookRoutes = {
  hookStatus: get(
    '/v1/hooks',
    'The git hooks that protect branches, and whether they are installed',
    hookStatusSchema,
  ),
  installHooks: post({
    path: '/v1/hooks/install',
    summary: 'Install the git hooks that protect branches; hooks that are there are kept and run as well',
    params: none,
    body: none,
    reply: hookStatusSchema,
  }),
  removeHooks: post({
    path: '/v1/hooks/remove',
    summary: 'Remove the git hooks again; those that were there before are as they were',
    params: none,
    body: none,
    reply: hookStatusSchema,
  }),
} as const;
