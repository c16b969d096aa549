import * as z from 'zod';
import { agentSchema } from '../../protocol/agents.ts';
import { branchSchema } from '../../protocol/branches.ts';
import { contractSchema } from '../../protocol/contracts.ts';
import { changedSchema, eventSchema } from '../../protocol/events.ts';
import { problemSchema } from '../../protocol/problem.ts';
import type { Route } from '../../protocol/routes/route.ts';
import { actorHeader, idempotencyHeader, type RouteName, routes } from '../../protocol/routes/routes.ts';
import { approvalSchema, slotSchema } from '../../protocol/slots.ts';
import { attentionSchema, serviceSchema, snapshotSchema } from '../../protocol/snapshot.ts';
import { teamSchema } from '../../protocol/teams.ts';

type Json = Record<string, unknown>;

const named: readonly (readonly [string, z.ZodType])[] = [
  ['Agent', agentSchema],
  ['Approval', approvalSchema],
  ['Attention', attentionSchema],
  ['Branch', branchSchema],
  ['Changed', changedSchema],
  ['Contract', contractSchema],
  ['Event', eventSchema],
  ['Problem', problemSchema],
  ['Service', serviceSchema],
  ['Slot', slotSchema],
  ['Snapshot', snapshotSchema],
  ['Team', teamSchema],
];

/** The OpenAPI 3.1 document of the API, made from the route table. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = { ...streamPaths() };
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name];
    const path = route.path.replace(/:([a-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Swarm infrastructure API',
      version,
      description:
        'Branches, deployment slots, agents and contracts of one repository. On loopback; every request needs the token of the service file.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(named.map(([name, schema]) => [name, definition(schema, 'output')])),
      responses: { Problem: problemResponse },
    },
  };
}

const problemResponse = {
  description: 'Refused: `code` says which no, `detail` is a sentence to act on.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operation(name: RouteName, route: Route): Json {
  const isMutation = route.method === 'POST';
  return {
    operationId: name,
    summary: route.summary,
    'x-swarm-role': route.role,
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...(isMutation ? mutationHeaders : []),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: definition(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [route.status]: {
        description: route.summary,
        content: { 'application/json': { schema: schemaOf(route.reply) } },
      },
      ...problems(
        isMutation ? [400, 401, 403, 404, 409, 413, 415, 422, 500, 503] : [400, 401, 403, 500, 503],
      ),
    },
  };
}

function problems(statuses: readonly number[]): Json {
  return Object.fromEntries(statuses.map((status) => [status, { $ref: '#/components/responses/Problem' }]));
}

const mutationHeaders = [
  {
    name: idempotencyHeader,
    in: 'header',
    description: 'A key of your choice: the same request sent again under it happens once.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_.:-]{1,128}$' },
  },
  {
    name: actorHeader,
    in: 'header',
    description: 'Who acts, recorded with the event; without it the owner of the service.',
    schema: { type: 'string', maxLength: 100 },
  },
];

function parameters(place: 'path' | 'query', schema: z.ZodObject): Json[] {
  return Object.entries(schema.shape).map(([name, member]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(member as z.ZodType, undefined).success,
    schema: definition(member as z.ZodType, 'output'),
  }));
}

/** A reference where the schema has a name, else its own definition. */
function schemaOf(schema: z.ZodType): Json {
  const name = named.find(([, other]) => other === schema)?.[0];
  return name ? reference(name) : definition(schema, 'output');
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

/** JSON Schema of a schema; named ones inside it become references. */
function definition(schema: z.ZodType, io: 'input' | 'output'): Json {
  const made = z.toJSONSchema(schema, {
    io,
    reused: 'inline',
    override({ zodSchema, jsonSchema }) {
      const name = named.find(([, other]) => (other as unknown) === zodSchema)?.[0];
      if (!name || (zodSchema as unknown) === schema) return;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Json)[key];
      Object.assign(jsonSchema, reference(name));
    },
  }) as Json;
  const { $schema, ...rest } = made;
  return rest;
}

function streamPaths(): Record<string, Json> {
  return {
    '/v1/events': { get: followOperation },
    '/metrics': { get: textOperation('metrics', 'Metrics of the service as Prometheus text', 'text/plain') },
    '/v1/openapi.json': { get: textOperation('openapi', 'This document', 'application/json') },
  };
}

const position = { description: 'Position to go on after.', schema: { type: 'integer', minimum: 0 } };

const followOperation = {
  operationId: 'followEvents',
  summary: 'Logged events and changed rows as server-sent events',
  description:
    'Messages `event` carry an Event and its position as id; messages `changed` carry a Changed without id. The stream goes on after `Last-Event-ID`, else after `after`, else now; row changes are not replayed, so read the snapshot once the stream is open.',
  parameters: [
    { name: 'last-event-id', in: 'header', ...position },
    { name: 'after', in: 'query', ...position },
    {
      name: 'client',
      in: 'query',
      description: '`window` for an editor window: the service stays while one is connected.',
      schema: { const: 'window' },
    },
  ],
  responses: {
    200: { description: 'The stream', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    ...problems([400, 401, 403, 503]),
  },
};

function textOperation(operationId: string, summary: string, type: string): Json {
  const schema = type === 'application/json' ? { type: 'object' } : { type: 'string' };
  return {
    operationId,
    summary,
    responses: {
      200: { description: summary, content: { [type]: { schema } } },
      ...problems([401, 403, 503]),
    },
  };
}
