import type { tokenRoutes as routeTable } from '../../../protocol/tokens.ts';
import type { Handlers } from '../handlers.ts';
import type { PersonalTokens } from './personalTokens.ts';

/** The routes of personal tokens. */
export function tokenRoutes(tokens: PersonalTokens): Pick<Handlers, keyof typeof routeTable> {
  return {
    tokens: () => tokens.list(),
    createToken: ({ body, meta }) => tokens.create(body, meta),
    revokeToken: ({ params, meta }) => tokens.revoke(params.token, meta),
  };
}
