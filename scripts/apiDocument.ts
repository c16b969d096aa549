// Writes docs/api.md from the route table, so that the document cannot say what the API does not do.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { problemCode } from '../server/protocol/problem.ts';
import type { Route } from '../server/protocol/routes/route.ts';
import { type RouteName, routes } from '../server/protocol/routes/routes.ts';

interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  additionalProperties?: JsonSchema | boolean;
}

/** One line that shows the shape of a schema: `{ name: string, points: integer, reason?: string }`. */
export function shapeOf(schema: JsonSchema): string {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(shapeOf).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.items) return `[${shapeOf(schema.items)}, …]`;
  if (schema.properties) return objectShape(schema);
  if (typeof schema.additionalProperties === 'object')
    return `{ [key]: ${shapeOf(schema.additionalProperties)} }`;
  return Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
}

function objectShape({ properties = {}, required = [] }: JsonSchema): string {
  const fields = Object.entries(properties).map(
    ([name, value]) => `${name}${required.includes(name) ? '' : '?'}: ${shapeOf(value)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function schemaOf(type: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(type, { io, unrepresentable: 'any' }) as JsonSchema;
}

function section(name: RouteName, route: Route): string {
  const about = `${route.summary}. Operation \`${name}\`, role \`${route.role}\`.`;
  const lines = [`### \`${route.method} ${route.path}\``, '', about, ''];
  const query = shapeOf(schemaOf(route.query, 'input'));
  if (query !== '{}') lines.push(`* query: \`${query}\``);
  if (route.body) lines.push(`* body: \`${shapeOf(schemaOf(route.body, 'input'))}\``);
  lines.push(`* answer ${route.status}: \`${shapeOf(schemaOf(route.reply, 'output'))}\``);
  return lines.join('\n');
}

const introduction = `# The API

HTTP and JSON on loopback. This page is made by \`npm run api-document\` from the route table in
\`server/protocol/routes/routes.ts\`, and a test holds it to that table. The running service gives the same as OpenAPI 3.1
at \`GET /v1/openapi.json\`.

**Where it is.** While the service runs, \`<git common dir>/swarm/service.json\` (readable by its owner only) holds its
address and token:

\`\`\`sh
service="$(git rev-parse --path-format=absolute --git-common-dir)/swarm/service.json"
curl -H "Authorization: Bearer $(jq -r .token "$service")" "$(jq -r .address "$service")/v1/agents"
\`\`\`

**Every request** carries the token; without it the answer is 401, whatever the path. \`Host\` must be a loopback name
with the service's port, and a foreign \`Origin\` is refused.

**The role** of the token decides what it may: \`viewer\`, \`agent\`, \`operator\` or \`captain\`, each also what those before it may
([roles](decisions/roles.md)). A token of an agent is held to its own name. Models find operations as tools of MCP, at
\`POST /mcp\` ([mcp](mcp.md)).

**Mutations** are \`POST\` with \`Content-Type: application/json\` and at most 1 MB. \`Idempotency-Key\` (a name you choose)
makes a repetition harmless: what was done under the key is not done again. \`Swarm-Actor\` says who acts and is recorded
with the event.

**A refusal** is \`application/problem+json\`: \`detail\` is a sentence to act on, \`code\` is stable:
${problemCode.options.map((code) => `\`${code}\``).join(', ')}.

**\`GET /v1/events\`** is a stream of server-sent events. \`event: event\` is an entry of the log with its position as
\`id\`; after a break, \`Last-Event-ID\` (or \`?after=\`) continues where it was. \`event: changed\` carries
\`{ resource, id, row }\` for every row that is different now (\`row\` null: gone), also for what is no event of the log,
such as a branch moved by git.

**\`GET /metrics\`** is Prometheus text.

## Operations
`;

/** The whole page. */
export function apiDocument(): string {
  const sections = Object.entries(routes).map(([name, route]) =>
    section(name as RouteName, route as unknown as Route),
  );
  return `${introduction}\n${sections.join('\n\n')}\n`;
}

/** Where the page lies. */
export const apiDocumentPath = path.resolve(import.meta.dirname, '../docs/api.md');

if (import.meta.main) await writeFile(apiDocumentPath, apiDocument());
