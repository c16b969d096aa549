import { priorityOfSpelling } from './prioritySpelling.ts';
import { stateKeys } from './readStatus.ts';
import { stateAmong } from './stateSpelling.ts';
import type { FieldMember, StatusDocument } from './statusDocument.ts';
import { fieldOf, type StatusFieldName, statusFields } from './statusFields.ts';
import { blockersOf, pointsOf, tasksOf, usageOf } from './statusLists.ts';
import { parseStatusTimestamp } from './statusTimestamp.ts';
import { wordsOf } from './statusValues.ts';

/** A field of a status file at a place, with what it says. */
export interface StatusMeaning {
  readonly name: string;
  /** What the field is there for, a sentence. */
  readonly description: string;
  /** What its value is read as, a sentence; undefined where it says what it says. */
  readonly meaning: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** The meaning of the field at an offset, its name or its value; undefined where none stands there. */
export function statusMeaning(
  document: StatusDocument,
  offset: number,
  states: readonly string[],
): StatusMeaning | undefined {
  const member = document.root?.members.find(
    ({ keyStart, keyEnd, value }) => keyStart <= offset && offset <= (value?.end ?? keyEnd),
  );
  const known = member && fieldOf(member.key);
  if (!member?.value || !known) return undefined;
  const counts = document.field(known.field) === member;
  const found = member as FieldMember;
  return {
    name: member.key,
    description: statusFields[known.field].description,
    meaning: counts ? meaningOf(document, known.field, found, states) : unused(document, known.field),
    start: member.keyStart,
    end: found.value.end,
  };
}

function unused(document: StatusDocument, field: StatusFieldName): string {
  return `It does not count: "${document.field(field)?.key}" says the same under its usual name.`;
}

function meaningOf(
  document: StatusDocument,
  field: StatusFieldName,
  member: FieldMember,
  states: readonly string[],
): string | undefined {
  switch (field) {
    case 'status':
    case 'fsmState':
      return readAs(stateAmong(wordsOf(member.value, stateKeys) ?? '', states), 'the state');
    case 'priority':
      return readAs(priorityOfSpelling(wordsOf(member.value, []) ?? ''), 'the priority');
    case 'lastUpdated':
      return momentMeaning(member);
    case 'blockers':
      return counted(blockersOf(member).length, 'blocker');
    case 'currentTasks':
    case 'completedTasks':
    case 'nextActions':
      return counted(tasksOf(document, member).length, 'task');
    case 'points':
      return pointsMeaning(document, member);
    case 'usage':
      return usageOf(member) === null ? 'It names no figure that is understood.' : undefined;
    default:
      return undefined;
  }
}

function readAs(meaning: string | undefined, what: string): string {
  return meaning === undefined ? `It means none that is known.` : `It is read as ${what} \`${meaning}\`.`;
}

function momentMeaning({ value }: FieldMember): string {
  const moment = value.kind === 'scalar' ? parseStatusTimestamp(value.value) : undefined;
  return moment === undefined
    ? 'It is no time: that of the file counts.'
    : `It is read as \`${moment.toISOString()}\`.`;
}

function counted(count: number, what: string): string {
  return `It is read as ${count} ${what}${count === 1 ? '' : 's'}.`;
}

function pointsMeaning(document: StatusDocument, member: FieldMember): string {
  const points = pointsOf(document, member);
  if (points?.total) return `It is read as ${points.total.value} points.`;
  return points ? 'It names parts, but no total.' : 'It names no number.';
}
