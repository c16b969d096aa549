import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../server/infrastructure/http/openApi.ts';
import { routes } from '../../../server/protocol/routes/routes.ts';

interface Operation {
  readonly operationId: string;
  readonly 'x-swarm-role'?: string;
  readonly responses: Record<string, unknown>;
  readonly parameters?: { readonly name: string; readonly in: string; readonly required?: boolean }[];
}
const document = openApiDocument('1.2.3') as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
  security: unknown;
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [member] : references(member),
  );
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  it('describes every operation, the event stream, the metrics and itself', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.toSorted()).toEqual([...Object.keys(routes), 'followEvents', 'metrics', 'openapi'].toSorted());
  });

  it('refers only to what it has', () => {
    const all = references(document);
    expect(all.length).toBeGreaterThan(20);
    for (const reference of all) {
      const found = reference
        .split('/')
        .slice(1)
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
      expect(found, reference).toBeDefined();
    }
  });

  it('names what can be refused and with which right one calls', () => {
    expect(document.security).toEqual([{ token: [] }]);
    for (const { responses } of operations)
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403']));
  });

  it('says which role an operation takes', () => {
    const roleOf = (id: string) => operations.find(({ operationId }) => operationId === id)?.['x-swarm-role'];
    expect([
      roleOf('listAgents'),
      roleOf('heartbeat'),
      roleOf('creditPoints'),
      roleOf('createToken'),
    ]).toEqual(['viewer', 'agent', 'operator', 'captain']);
  });

  it('says which parameters must be given', () => {
    const parameters = (id: string) =>
      operations
        .find(({ operationId }) => operationId === id)
        ?.parameters?.filter((one) => one.in !== 'header')
        .map((one) => [one.name, one.required]);
    expect(parameters('commandApproval')).toEqual([
      ['team', true],
      ['revision', false],
    ]);
    expect(parameters('history')).toEqual([
      ['after', false],
      ['limit', false],
      ['stream', false],
    ]);
    expect(parameters('creditPoints')).toEqual([['contract', true]]);
  });
});
