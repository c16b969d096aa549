import * as z from 'zod';
import { accessRole } from './accessRole.ts';
import { actorName, timestamp } from './names.ts';
import { get, none, post } from './routes/route.ts';

const tokenId = z.string().regex(/^[0-9a-f]{12}$/, 'use the id that swarm tokens list shows');

/** A personal token, but for its secret. */
export const personalTokenSchema = z.object({
  id: tokenId,
  /** Who acts with it, whatever a request says. */
  name: actorName,
  /** What it lets its holder do. */
  role: accessRole,
  createdBy: actorName,
  createdAt: timestamp,
  /** Null where it has no end. */
  expiresAt: timestamp.nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
});
export type PersonalToken = z.infer<typeof personalTokenSchema>;

export const createTokenSchema = z.strictObject({
  /** With the role `agent`, the id of the agent, which it acts as alone. */
  name: actorName,
  role: accessRole.default('operator'),
  /** Days until it ends; without it it has no end. */
  days: z.int().min(1).max(3650).optional(),
});
export type CreateToken = z.output<typeof createTokenSchema>;

/** The only answer that carries the secret. */
export const createdTokenSchema = personalTokenSchema.extend({ token: z.string() });

/** Operations on personal tokens; those that change something take the role captain. */
export const tokenRoutes = {
  tokens: get('/v1/tokens', 'Personal tokens, without their secrets', z.array(personalTokenSchema)),
  createToken: post({
    role: 'captain',
    path: '/v1/tokens',
    summary: 'Make a personal token: with it somebody acts under that name alone. Its secret is told once',
    params: none,
    body: createTokenSchema,
    reply: createdTokenSchema,
    status: 201,
  }),
  revokeToken: post({
    role: 'captain',
    path: '/v1/tokens/:token/revoke',
    summary: 'End a personal token at once',
    params: z.object({ token: tokenId }),
    body: none,
    reply: personalTokenSchema,
  }),
} as const;
