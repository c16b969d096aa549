import { EditedText } from '../fixes/editedText.ts';
import type { OffsetEdit } from '../fixes/fix.ts';
import { LineTable } from '../text/lineTable.ts';
import { type ConflictSide, conflictSides } from './conflictSides.ts';
import type { Damage } from './syntax/damage.ts';
import { type JsonDocument, readJsonDocument } from './syntax/jsonDocument.ts';
import { type JsonObject, plainValue } from './syntax/jsonNode.ts';
import { isSound } from './syntax/jsonText.ts';

/** A way to make a status file JSON again. */
export interface StatusMending {
  /** Against the text that was given. */
  readonly edits: readonly OffsetEdit[];
  /** What it takes away or leaves open, each a sentence. */
  readonly notes: readonly string[];
}

/** What of several readings is kept. */
export type KeptPart = 'ours' | 'theirs' | 'first' | 'last';

export interface MendingChoice extends StatusMending {
  readonly keep: KeptPart;
  /** As a menu shows it: `Keep the side of HEAD`. */
  readonly title: string;
}

export type StatusRepair =
  | { readonly kind: 'sound' }
  | ({ readonly kind: 'mended' } & StatusMending)
  /** Only a person can tell which is meant. */
  | { readonly kind: 'choose'; readonly why: string; readonly choices: readonly MendingChoice[] }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly why: string };

/** Mending one damage may show another one behind it. */
const maximumRounds = 4;

/** How a status file becomes JSON with everything sound in it kept byte for byte. */
export function repairStatus(text: string): StatusRepair {
  if (isSound(text)) return { kind: 'sound' };
  const sides = conflictSides(text);
  if (!sides) return mend(text, []);
  if (!sides.complete) return refused(text, sides.start, 'conflict markers of git are incomplete');
  return chooseSide(text, sides.ours, sides.theirs);
}

function refused(text: string, at: number, message: string): StatusRepair {
  const { line, column } = new LineTable(text).position(at);
  return {
    kind: 'refused',
    why: `Line ${line}, column ${column}: ${message}; what was meant cannot be known, so please mend it by hand.`,
  };
}

function chooseSide(text: string, ours: ConflictSide, theirs: ConflictSide): StatusRepair {
  const mended = [ours, theirs].map((side) => ({ side, repair: mend(text, side.edits) }));
  const [one, other] = mended.map(({ side, repair }) =>
    repair.kind === 'mended' ? valueText(text, repair.edits) : side.text,
  );
  const [first] = mended;
  if (one === other && first?.repair.kind === 'mended') return first.repair;
  const choices = mended.flatMap(({ side: { id, label }, repair }): MendingChoice[] =>
    repair.kind === 'mended' ? [{ ...repair, keep: id, title: `Keep the side of ${label}` }] : [],
  );
  if (choices.length === 0 && first) return first.repair;
  return { kind: 'choose', why: 'The file holds a merge conflict of git with two sides.', choices };
}

function valueText(text: string, edits: readonly OffsetEdit[]): string {
  const edited = new EditedText(text);
  edited.apply(edits);
  return JSON.stringify(JSON.parse(edited.text.replace(/^\uFEFF/, '')));
}

/** Mends a text that first becomes another one by edits. */
function mend(text: string, first: readonly OffsetEdit[], mayChoose = true): StatusRepair {
  const edited = new EditedText(text);
  edited.apply(first);
  const notes = new Set<string>();
  for (let round = 0; round < maximumRounds && !isSound(edited.text); round++) {
    const document = readJsonDocument(edited.text);
    if (document.others.length > 0 && mayChoose) return chooseObject(text, edited, document);
    const hopeless = hopelessDamage(document);
    if (hopeless) return refused(edited.text, hopeless.start, hopeless.message);
    for (const { note } of document.damages) if (note !== undefined) notes.add(note);
    edited.apply(disjoint(document.damages.flatMap(({ edits = [] }) => edits)));
  }
  if (/^\s*\{\s*\}\s*$/.test(edited.text)) return refused(text, 0, 'nothing in it can be read');
  if (isSound(edited.text)) return { kind: 'mended', edits: edited.edits, notes: [...notes] };
  const [left] = readJsonDocument(edited.text).damages;
  return refused(edited.text, left?.start ?? 0, left?.message ?? 'it is no JSON');
}

function hopelessDamage({ damages, overflowed, root }: JsonDocument): Damage | undefined {
  const [first] = damages;
  if (root === undefined) return first;
  const hopeless = damages.find(({ edits }) => edits === undefined);
  return hopeless ?? (overflowed && first ? { ...first, message: `${first.message}, and so on` } : undefined);
}

/** Of edits that overlap the first one; the others come in the next round. */
function disjoint(edits: readonly OffsetEdit[]): OffsetEdit[] {
  const ordered = edits.toSorted((one, other) => one.start - other.start || one.end - other.end);
  const kept: OffsetEdit[] = [];
  let end = 0;
  for (const edit of ordered) {
    if (edit.start < end) continue;
    kept.push(edit);
    end = edit.end;
  }
  return kept;
}

/** Several objects, one behind the other: the same ones are one, of others one has to be chosen. */
function chooseObject(text: string, edited: EditedText, { root, others }: JsonDocument): StatusRepair {
  const objects = root ? [root, ...others] : others;
  const [first, last] = [objects[0], objects.at(-1)];
  if (!first || !last) return refused(text, 0, 'an object is expected');
  const choices = [
    ...keepObject(text, edited, first).map((mending) => choice(mending, 'first')),
    ...keepObject(text, edited, last).map((mending) => choice(mending, 'last')),
  ];
  const [one] = choices;
  if (!one) return refused(edited.text, last.start, 'several objects follow each other');
  const values = new Set(objects.map((each) => JSON.stringify(plainValue(each))));
  if (values.size === 1)
    return { kind: 'mended', edits: one.edits, notes: ['The same object stands there more than once.'] };
  const why = `The file holds ${objects.length} objects, one behind the other.`;
  return { kind: 'choose', why, choices };
}

function choice(mending: StatusMending, keep: 'first' | 'last'): MendingChoice {
  return { ...mending, keep, title: `Keep the ${keep} object` };
}

/** What leaves one object of several alone; none where that cannot be mended. */
function keepObject(text: string, edited: EditedText, { start, end }: JsonObject): StatusMending[] {
  const shortened = new EditedText(edited.text);
  shortened.apply([
    { start: objectsStart(edited.text, start), end: start, newText: '' },
    // One that is cut off goes to the very end.
    { start: end, end: Math.max(end, edited.text.trimEnd().length), newText: '' },
  ]);
  const whole = new EditedText(text);
  whole.apply(edited.edits);
  whole.apply(shortened.edits);
  const repair = mend(text, whole.edits, false);
  return repair.kind === 'mended' ? [repair] : [];
}

/** Behind a byte order mark, which stays. */
function objectsStart(text: string, start: number): number {
  return text.startsWith('\uFEFF') ? Math.min(1, start) : 0;
}
