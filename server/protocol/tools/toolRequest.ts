import type { Tool } from './tool.ts';
import { isList, isReading, membersOf, type RequestPart, requestParts, routeOf } from './toolRoute.ts';
import { mostRows, usualRows } from './toolSchema.ts';

/** What a call of a tool asks of the API. */
export interface ToolRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Undefined where the route takes none. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly idempotencyKey: string | undefined;
  /** Which rows of a list are wanted; undefined where the answer is no list. */
  readonly rows: RowChoice | undefined;
}

export interface RowChoice {
  readonly equal: Readonly<Record<string, string>>;
  readonly offset: number;
  readonly limit: number;
}

/** The arguments of a call are not what the tool takes; `message` is a sentence for the model. */
export class ToolArgumentsError extends Error {
  override readonly name = 'ToolArgumentsError';
}

/**
 * The request that a call of a tool stands for. What the arguments hold is looked at by the route.
 * @param caller the agent that calls, where that is known
 * @throws {ToolArgumentsError} an argument that the tool does not take, or one it cannot do without
 */
export function toolRequest(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  caller: string | undefined,
): ToolRequest {
  refuseUnknown(tool, args);
  const given = withCaller(tool, args, caller);
  const [params, query, body] = requestParts.map((part) => membersFrom(tool, part, given));
  return {
    params: params ?? {},
    query: textsOf(query ?? {}),
    body: routeOf(tool).body === undefined ? undefined : (body ?? {}),
    idempotencyKey: keyOf(args['idempotency_key']),
    rows: isList(tool) ? rowChoice(tool, args) : undefined,
  };
}

function refuseUnknown(tool: Tool, args: Readonly<Record<string, unknown>>): void {
  const known = new Set([...Object.keys(tool.takes), ...Object.keys(tool.chooses ?? {})]);
  if (isList(tool)) known.add('limit').add('offset');
  if (!isReading(tool)) known.add('idempotency_key');
  const unknown = Object.keys(args).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const shown = unknown.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 60)));
  throw new ToolArgumentsError(
    `${tool.name} does not take ${shown.join(', ')}. It takes ${[...known].join(', ') || 'nothing'}.`,
  );
}

function withCaller(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  caller: string | undefined,
): Readonly<Record<string, unknown>> {
  const { acting } = tool;
  if (acting === undefined || args[acting] !== undefined) return args;
  if (caller !== undefined) return { ...args, [acting]: caller };
  const isNeeded = requestParts.some((part) => {
    const members = membersOf(tool, part);
    return Object.hasOwn(members, acting) && members[acting]?.safeParse(undefined).success === false;
  });
  if (!isNeeded) return args;
  throw new ToolArgumentsError(
    `Say who you are: ${tool.name} needs ${acting}, your agent id such as Agent-3.`,
  );
}

function membersFrom(
  tool: Tool,
  part: RequestPart,
  args: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const members = membersOf(tool, part);
  const own = Object.entries(args).filter(
    ([name, value]) => value !== undefined && Object.hasOwn(tool.takes, name) && Object.hasOwn(members, name),
  );
  return Object.fromEntries(own);
}

/** A query is text, as in an address. */
function textsOf(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = (value: unknown) => (typeof value === 'number' ? String(value) : value);
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, text(value)]));
}

function keyOf(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new ToolArgumentsError('idempotency_key is a text of letters, digits and _ . : -, at most 128.');
}

function rowChoice(tool: Tool, args: Readonly<Record<string, unknown>>): RowChoice {
  const equal: Record<string, string> = {};
  for (const name of Object.keys(tool.chooses ?? {})) {
    const value = args[name];
    if (value === undefined) continue;
    if (typeof value !== 'string') throw new ToolArgumentsError(`${name} is a text.`);
    equal[name] = value;
  }
  const offset = wholeNumber('offset', args['offset'] ?? 0, Number.MAX_SAFE_INTEGER);
  return { equal, offset, limit: Math.max(1, wholeNumber('limit', args['limit'] ?? usualRows, mostRows)) };
}

function wholeNumber(name: string, value: unknown, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new ToolArgumentsError(`${name} is a whole number from 0 to ${most}.`);
}
