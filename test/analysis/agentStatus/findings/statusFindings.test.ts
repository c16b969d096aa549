import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentedStates } from '../../../../server/analysis/agentStatus/findings/statusContext.ts';
import { statusFindings } from '../../../../server/analysis/agentStatus/findings/statusFindings.ts';
import { StatusDocument } from '../../../../server/analysis/agentStatus/statusDocument.ts';
import { statusFixes } from '../../../../server/analysis/agentStatus/statusFixes.ts';
import { EditedText } from '../../../../server/analysis/fixes/editedText.ts';
import { likelyText, statusText } from '../arbitraryStatus.ts';

const now = new Date('2026-11-21T08:00:00Z');
const context = { now, modifiedAt: now, states: documentedStates };
const findingsIn = (text: string) => statusFindings(new StatusDocument(text), context);
const told = (value: unknown) =>
  findingsIn(JSON.stringify(value, null, 2)).map(
    ({ rule, severity, message, range: { start } }) => `${start.line} ${rule} ${severity}: ${message}`,
  );

/** The texts that the fixes of the only finding make of a text. */
const fixed = (text: string) => {
  const document = new StatusDocument(text);
  const [finding] = statusFindings(document, context);
  return (finding ? statusFixes(document, finding, context) : []).map(({ title, safety, edits }) => {
    const edited = new EditedText(text);
    edited.apply(edits);
    return [title, safety, edited.text];
  });
};

describe('what is told of a status file', () => {
  it('is nothing where it says what is understood, in whatever spelling', () => {
    const quiet = {
      status: 'ACTIVE_AGENT_MODE',
      fsm_state: 'process',
      mission_priority: 'CRITICAL',
      last_updated: '2026-11-21T07:59:00Z',
      blockers: 3,
      points_earned: { total: 3 },
      current_tasks: 'x',
      anything: [{}],
    };
    expect(told(quiet)).toEqual([]);
  });

  it.each([
    [
      '2026-11-21T11:30:00Z',
      '2 status-timestamp minor: This time lies 3 hours in the future; it is not believed.',
    ],
    [
      '2026-11-19T08:00:00Z',
      '2 status-timestamp hint: The file was last written 2 days after this time; that counts instead.',
    ],
    [
      'just now',
      '2 status-timestamp hint: This is no time; the time at which the file was written counts instead.',
    ],
  ])('is that last_updated %s is not believed', (last_updated, message) => {
    expect(told({ last_updated })).toEqual([message]);
  });

  it('is a word that means no state, and what counts then', () => {
    expect(told({ status: 'Vibing' })).toEqual([
      '2 status-spelling hint: “Vibing” means no state, so the agent stays in the state it was in. States: start, active, process, blocked, complete, end.',
    ]);
    expect(told({ fsm_state: 'QUANTUM', status: 'done' })[0]).toMatch('so the other field counts');
    expect(told({ mission_priority: 'whenever' })[0]).toMatch('means no priority');
  });

  it('shows words of the file in one line, cut where they are long', () => {
    const [word] = told({ status: `V\u001b[31m${'i'.repeat(500)}`, 'sta\ntus': 'x' });
    expect(word).toMatch(/“V \[31mi{33,35}…” means no state/);
    const names = findingsIn(`{"${'x\u0007'.repeat(300)}"}`);
    expect(names.at(-1)?.message).toMatch(/^The name “x( x){19} …” has no value\.$/);
  });

  it('is a type that counts as nothing', () => {
    expect(told({ points_earned: [1], blockers: null })).toEqual([
      '2 status-type hint: "points_earned" is a list and counts as nothing; a number or an object or a string is understood.',
    ]);
  });

  it('is a contradiction between two fields, with the other place', () => {
    expect(told({ fsm_state: 'BLOCKED', status: 'COMPLETE' })).toEqual([
      '3 status-contradiction hint: "status" means complete, but "fsm_state" means blocked, which counts.',
    ]);
    expect(told({ status: 'Done', blockers: ['CI is red'] })).toEqual([
      '3 status-contradiction hint: The agent is complete, but something still blocks it: “CI is red”.',
    ]);
  });

  it('is each damage at its place', () => {
    expect(findingsIn('{\n "status": "ACTIVE\n}')).toMatchObject([
      {
        rule: 'status-syntax',
        severity: 'major',
        message: 'A closing quote is missing.',
        range: { start: { line: 2, column: 19 } },
      },
    ]);
  });

  it('never makes it throw, and fixes never do', () => {
    fc.assert(
      fc.property(fc.oneof(statusText, likelyText), (text) => {
        const document = new StatusDocument(text);
        for (const finding of statusFindings(document, context))
          for (const { edits } of statusFixes(document, finding, context)) new EditedText(text).apply(edits);
      }),
    );
  });
});

describe('a fix of a status file', () => {
  it('mends it where that is known, and names what it takes out', () => {
    expect(fixed('{"a": 1 "b": 2}')).toEqual([['Mend this file…', 'safe', '{"a": 1, "b": 2}']]);
    expect(fixed('{"a": 1} so far')).toEqual([['Mend this file…', 'unsafe', '{"a": 1}']]);
    expect(fixed('{"a": 1}{"a": 2}').map(([title]) => title)).toEqual([
      'Keep the first object…',
      'Keep the last object…',
    ]);
    expect(fixed('{"a": 12 00}')).toEqual([]);
  });

  it.each([
    ['{"last_updated": "2027-01-01 10:00:00.000 UTC"}', '{"last_updated": "2026-11-21 08:00:00.000 UTC"}'],
    ['{"status": "ACTVE"}', '{"status": "ACTIVE"}'],
    ['{"mission_priority": "Hgih"}', '{"mission_priority": "High"}'],
    ['{"fsm_state": "BLOCKED", "status": "Done"}', '{"fsm_state": "BLOCKED", "status": "Blocked"}'],
  ])('of %s gives %s', (text, expected) => {
    expect(fixed(text).map(([, , result]) => result)).toEqual([expected]);
  });
});
