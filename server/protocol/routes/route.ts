import * as z from 'zod';
import type { AccessRole } from '../accessRole.ts';

/** One operation of the API: the server serves it, the clients call it and OpenAPI describes it from this value alone. */
export interface Route<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST';
  /** Path with `:name` for each parameter. */
  readonly path: string;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  /** Absent where the operation takes no body. */
  readonly body: Body | undefined;
  readonly reply: Reply;
  readonly status: 200 | 201 | 202;
  /** The least role that may call it. */
  readonly role: AccessRole;
}

/** No parameters, or no body. */
export const none = z.strictObject({});

/** An operation that reads. */
export function get<Reply extends z.ZodType>(
  path: string,
  summary: string,
  reply: Reply,
): Route<typeof none, typeof none, z.ZodType<undefined>, Reply>;
export function get<Reply extends z.ZodType, Query extends z.ZodObject>(
  path: string,
  summary: string,
  reply: Reply,
  query: Query,
): Route<typeof none, Query, z.ZodType<undefined>, Reply>;
export function get(path: string, summary: string, reply: z.ZodType, query: z.ZodObject = none) {
  return read({ path, summary, params: none, query, reply });
}

interface Reading<Params extends z.ZodObject, Query extends z.ZodObject, Reply extends z.ZodType> {
  path: string;
  summary: string;
  params: Params;
  query: Query;
  reply: Reply;
  /** `viewer` by default. */
  role?: AccessRole;
}

/** An operation that reads what its path names. */
export function read<Params extends z.ZodObject, Query extends z.ZodObject, Reply extends z.ZodType>(
  reading: Reading<Params, Query, Reply>,
): Route<Params, Query, z.ZodType<undefined>, Reply> {
  return { method: 'GET', body: undefined, status: 200, role: 'viewer', ...reading };
}

interface Mutation<Params extends z.ZodObject, Body extends z.ZodType, Reply extends z.ZodType> {
  path: string;
  summary: string;
  params: Params;
  body: Body;
  reply: Reply;
  status?: 200 | 201 | 202;
  /** `operator` by default. Of what an agent may, its own name is held to in `:agent` and in the body. */
  role?: AccessRole;
}

/** An operation that changes something. */
export function post<Params extends z.ZodObject, Body extends z.ZodType, Reply extends z.ZodType>(
  mutation: Mutation<Params, Body, Reply>,
): Route<Params, typeof none, Body, Reply> {
  return { method: 'POST', query: none, status: 200, role: 'operator', ...mutation };
}
