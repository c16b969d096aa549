import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { toolResources } from '../../../server/protocol/tools/toolResources.ts';
import { membersOf, requestParts, routeOf } from '../../../server/protocol/tools/toolRoute.ts';
import { toolSchema } from '../../../server/protocol/tools/toolSchema.ts';
import { tools } from '../../../server/protocol/tools/toolTable.ts';

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (_, tool) => {
  const members = new Map(requestParts.flatMap((part) => Object.entries(membersOf(tool, part))));

  it('takes what its route knows, and everything the route needs', () => {
    expect([...members.keys()]).toEqual(expect.arrayContaining(Object.keys(tool.takes)));
    const needed = [...members].filter(([, member]) => !member.safeParse(undefined).success);
    expect(Object.keys(tool.takes)).toEqual(expect.arrayContaining(needed.map(([name]) => name)));
  });

  it('chooses rows by what they have', () => {
    const { reply } = routeOf(tool);
    const row = reply instanceof z.ZodArray ? (reply.element as z.ZodType) : undefined;
    const known = row instanceof z.ZodObject ? Object.keys(row.shape) : [];
    expect(known).toEqual(expect.arrayContaining(Object.keys(tool.chooses ?? {})));
  });

  it('is described in words, and repeat-safe where it changes something', () => {
    const { properties } = toolSchema(tool);
    expect(tool.name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(tool.description.length).toBeGreaterThan(50);
    for (const property of Object.values(properties)) expect(String(property['description'])).toMatch(/\.$/);
    const { method, role } = routeOf(tool);
    expect('idempotency_key' in properties).toBe(method === 'POST' && role !== 'viewer');
  });

  it('is one that an agent may call', () => {
    expect(['viewer', 'agent']).toContain(routeOf(tool).role);
  });
});

it('no name stands for two tools, and no address for two resources', () => {
  expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
  expect(new Set(toolResources.map(({ uri }) => uri)).size).toBe(toolResources.length);
});
