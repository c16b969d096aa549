import fc from 'fast-check';

const names = [
  'agent_id',
  'agent_name',
  'status',
  'fsm_state',
  'current_mission',
  'mission_priority',
  'last_updated',
  'current_tasks',
  'blockers',
  'points_earned',
  'notes',
  '__proto__',
];

const words = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'ab ",:{}[]\\\n<=\'é✅'), maxLength: 20 }),
  fc.constantFrom('ACTIVE_AGENT_MODE', 'Fix the "login" page', 'C:\\Users\\agent', 'x,y: z'),
);
/** The fields of a status file in the types that real ones have, in any order, with some that nobody knows. */
function statusWith(text: fc.Arbitrary<string>): fc.Arbitrary<Record<string, unknown>> {
  const figure = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const scalar = fc.oneof(text, figure, fc.boolean(), fc.constant(null));
  const task = fc.record({ id: fc.integer(), title: text, points: fc.nat(2000) });
  const tasks = fc.oneof(fc.array(text, { maxLength: 4 }), fc.array(task, { maxLength: 3 }));
  const parts = fc.dictionary(fc.constantFrom('state', 'total', 'reason'), scalar);
  return (
    fc
      .dictionary(fc.constantFrom(...names), fc.oneof(scalar, tasks, parts))
      // Minus zero does not outlive being written.
      .map((value) => JSON.parse(JSON.stringify(value)))
  );
}

export const statusObject: fc.Arbitrary<Record<string, unknown>> = statusWith(words);

/** One whose strings begin and end with a letter. */
export const wordyStatusObject: fc.Arbitrary<Record<string, unknown>> = statusWith(
  words.map((text) => `x${text}y`),
);

/** The same as a text: as `json.dump(indent=2)` writes it, in one line, or with Windows line ends and a BOM. */
export const statusText: fc.Arbitrary<string> = fc
  .tuple(statusObject, fc.constantFrom('pretty', 'one-line', 'windows'))
  .map(([value, form]) => {
    if (form === 'one-line') return JSON.stringify(value);
    const pretty = `${JSON.stringify(value, null, 2)}\n`;
    return form === 'pretty' ? pretty : `\uFEFF${pretty.replaceAll('\n', '\r\n')}`;
  });

/** Any text that looks a little like a status file. */
export const likelyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.json(),
  fc.string({
    unit: fc.constantFrom(
      ...'{}[]",:\\\n<=># \'/',
      '"a":',
      '"b": 1,',
      '12',
      'true',
      '<<<<<<< x\n',
      '=======\n',
      '>>>>>>> y\n',
    ),
    maxLength: 60,
  }),
);
