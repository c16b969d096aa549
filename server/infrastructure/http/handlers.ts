import type * as z from 'zod';
import type { RouteName, RouteReply, Routes } from '../../protocol/routes/routes.ts';
import type { CommandMeta } from '../events/subject.ts';

/** A request whose parts have passed their schemas. */
export interface Handled<Name extends RouteName> {
  readonly params: z.output<Routes[Name]['params']>;
  readonly query: z.output<Routes[Name]['query']>;
  readonly body: z.output<NonNullable<Routes[Name]['body']>>;
  readonly meta: CommandMeta;
  /** Aborted when the caller has gone away. */
  readonly signal?: AbortSignal;
}

export type Handler<Name extends RouteName> = (
  request: Handled<Name>,
) => Promise<RouteReply<Name>> | RouteReply<Name>;

/** The functions behind the routes. Each subject gives its own part; together they must be complete. */
export type Handlers = { readonly [Name in RouteName]: Handler<Name> };
