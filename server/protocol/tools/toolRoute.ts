import * as z from 'zod';
import type { Route } from '../routes/route.ts';
import { routes } from '../routes/routes.ts';
import type { Tool } from './tool.ts';

/** The parts of a request an argument can belong to. */
export const requestParts = ['params', 'query', 'body'] as const;
export type RequestPart = (typeof requestParts)[number];

/** The route behind a tool. */
export function routeOf(tool: Tool): Route {
  return routes[tool.route] as unknown as Route;
}

/** Whether a tool changes nothing. */
export function isReading(tool: Tool): boolean {
  const { method, role } = routeOf(tool);
  return method === 'GET' || role === 'viewer';
}

/** Whether a tool gives rows, of which the caller may ask for some. */
export function isList(tool: Tool): boolean {
  return routeOf(tool).reply instanceof z.ZodArray && tool.chooses !== undefined;
}

/** The schemas of one part of a request by the names of its members. */
export function membersOf(tool: Tool, part: RequestPart): Readonly<Record<string, z.ZodType>> {
  const schema: z.ZodType | undefined = routeOf(tool)[part];
  return schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
}
