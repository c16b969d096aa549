import type { FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';

/**
 * A page of another origin can send text/plain without asking first, so nothing but JSON may change anything.
 * @throws {Refusal} `unsupported-media-type`
 */
export async function checkMediaType(request: FastifyRequest): Promise<void> {
  if (request.method !== 'POST' || /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return;
  throw new Refusal('unsupported-media-type', 'Send the body as application/json.');
}
