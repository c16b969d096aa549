import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSamePerson, personKey } from '../../../server/infrastructure/protection/personKey.ts';
import { actorName } from '../../../server/protocol/names.ts';

it.each([
  ['ada', 'ADA'],
  ['Straße', 'strasse'],
  ['agent-1', 'Agent 1'],
  ['josé', 'Jose'],
  ['ａｄａ', 'ada'],
  ['аdа', 'ada'],
  ['ΑDΑ', 'ada'],
  ['ﬁna', 'fina'],
  ['İda', 'ida'],
  ['ıda', 'ida'],
])('%s and %s may be one person', (one, other) => {
  expect(isSamePerson(one, other)).toBe(true);
});

it.each([
  ['ada', 'adam'],
  ['agent-1', 'agent-11'],
  ['agent-1', 'agent-2'],
  ['李', '王'],
  ['иван', 'ivan'],
])('%s and %s are two', (one, other) => {
  expect(isSamePerson(one, other)).toBe(false);
});

it('no name of an actor is nobody, and writing it in another case is the same person', () => {
  const name = fc.stringMatching(/^[A-Za-zÀ-žΑ-ωА-я0-9][A-Za-zÀ-žΑ-ωА-я0-9 ._@:/-]{0,20}$/u);
  void fc.assert(
    fc.property(
      name.filter((text) => actorName.safeParse(text).success),
      (text) => {
        expect(personKey(text)).not.toBe('');
        for (const other of [text.toUpperCase(), text.toLowerCase(), text.normalize('NFD')])
          expect(isSamePerson(text, other)).toBe(true);
      },
    ),
  );
});
