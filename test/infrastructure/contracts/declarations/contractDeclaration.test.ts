import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractRow } from '../../../../server/infrastructure/contracts/contractRow.ts';
import { contractSubject } from '../../../../server/infrastructure/contracts/contractSubject.ts';
import { contractDeclarations } from '../../../../server/infrastructure/contracts/declarations/contractDeclaration.ts';
import { readDeclaredFacts } from '../../../../server/infrastructure/contracts/declarations/readDeclaredFacts.ts';
import { contractSchema } from '../../../../server/protocol/contracts.ts';

const one = { contract_id: 'C-1', title: 'Split the core', total_points: 575, completed_points: 475 };
const readDeclarations = (file: string, text: string) => contractDeclarations(readDeclaredFacts(file, text));
const read = (value: unknown) => readDeclarations('contracts/a.json', JSON.stringify(value, null, 1));
const shown = { id: 'C-1', title: 'Split the core', total: 575, claimed: 475, problem: null };

describe('a contract file', () => {
  it.each([
    ['one object', one, 1],
    ['a list', [one], 2],
    ['a list under a name', { contracts: [one] }, 3],
    ['objects by id', { contracts: { first: one } }, 3],
  ])('declares contracts as %s, each with its line', (_, value, line) => {
    expect(read(value)).toEqual([{ ...shown, source: `contracts/a.json:${line}` }]);
  });

  it.each([
    [{ ...one, total_points: undefined }, 'contracts/a.json:1: C-1 has no total_points'],
    [{ ...one, total_points: 'many' }, 'contracts/a.json:1: total_points of C-1 is no whole positive number'],
    [{ ...one, total_points: -5 }, 'contracts/a.json:1: total_points of C-1 is no whole positive number'],
    [{ ...one, completed_points: 'most' }, 'contracts/a.json:1: completed_points of C-1 is no whole number'],
    [{ ...one, completed_points: 1625 }, 'contracts/a.json:1: C-1 claims 1625 of 575 points'],
    [
      { ...one, contract_id: '../x' },
      expect.stringMatching(/^contracts\/a\.json:1: contract_id is not an id/),
    ],
    [{ notes: [] }, expect.stringMatching(/no contract is declared/)],
  ])('with a problem says it with its place: %j', (value, problem) => {
    expect(read(value)).toMatchObject([{ problem }]);
  });

  it('that does not parse is a row with line and column', () => {
    expect(readDeclarations('contracts/b.json', '{\n "contract_id": }')).toEqual([
      {
        id: 'contracts-b.json',
        title: 'contracts/b.json',
        total: undefined,
        claimed: null,
        source: 'contracts/b.json:1',
        problem: 'contracts/b.json line 2, column 17: a value is missing',
      },
    ]);
  });

  it('never makes the reader throw, and its rows are always as the API describes them', () => {
    const contract = fc.record(
      {
        contract_id: fc.oneof(fc.string(), fc.jsonValue()),
        title: fc.jsonValue(),
        total_points: fc.jsonValue(),
        completed_points: fc.oneof(fc.integer(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(contract).map((list) => JSON.stringify(list)),
      fc.constant('['.repeat(50_000) + ']'.repeat(50_000)),
    );
    fc.assert(
      fc.property(text, fc.string(), (content, file) => {
        for (const declaration of readDeclarations(file, content))
          contractSchema.parse(
            contractRow(declaration.id, { state: contractSubject.initial, version: 0 }, declaration, 0),
          );
      }),
    );
  });
});
