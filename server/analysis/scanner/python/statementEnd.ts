import { conflictMarkerEnd } from '../conflictMarker.ts';
import { noteLiteral } from '../literalList.ts';
import { length, unitAt } from '../memory.ts';
import { lineEndFrom } from '../searches.ts';
import { dormant } from './blocks.ts';
import { readCall } from './dynamicImport.ts';
import { behindBlanks } from './gaps.ts';
import { readImport } from './importStatement.ts';
import { startsStatement } from './statementStart.ts';
import { isTripleQuote, stringEnd } from './strings.ts';

// Looks for the end of a statement, past brackets, strings and continued lines.

/** What a character does to the statement it stands in; nothing, most often. */
enum Action {
  None = 0,
  Opens = 1,
  Closes = 2,
  EndsLine = 3,
  Comments = 4,
  Quotes = 5,
  Escapes = 6,
  Separates = 7,
}

/** By character of ASCII: its action. */
const actions: usize = memory.data(128);

/** Whether triple quotes turned out not to belong together: from there on the inside of strings may be taken for code. */
export let broken: bool = false;
/** Offset on the last line that held code. */
export let lastCode: i32 = 0;
/** Offsets of the string read last. */
export let lastStringStart: i32 = -1;
export let lastStringEnd: i32 = -1;
let recovering: bool = false;
let statementStart: i32 = 0;
let indent: i32 = 0;
/** Brackets that are open. */
let depth: i32 = 0;

/** Fills the table of actions. */
export function initialiseActions(): void {
  act(Action.Opens, '([{');
  act(Action.Closes, ')]}');
  act(Action.EndsLine, '\n');
  act(Action.Comments, '#');
  act(Action.Quotes, '"\'');
  act(Action.Escapes, '\\');
  act(Action.Separates, ':;');
}

function act(action: Action, characters: string): void {
  for (let i = 0; i < characters.length; i++) store<u8>(actions + characters.charCodeAt(i), action as u8);
}

/** Begins with another text. */
export function beginStatements(isRecovering: bool): void {
  broken = false;
  lastCode = 0;
  lastStringStart = -1;
  lastStringEnd = -1;
  recovering = isRecovering;
}

/**
 * Offset behind the line end that ends a statement.
 * @param from offset from which it has to be read
 */
export function statementEnd(start: i32, columns: i32, from: i32): i32 {
  statementStart = start;
  indent = columns;
  depth = 0;
  let i = from;
  while (true) {
    const action = actionAt(i);
    if (action === Action.None) i++;
    else if (action !== Action.EndsLine) i = behind(action, i);
    else if (depth === 0 || i >= length || startsStatement(behindBlanks(i + 1))) return endAt(i);
    else {
      const markerEnd = conflictMarkerEnd(i + 1);
      i = markerEnd < 0 ? i + 1 : markerEnd;
    }
  }
}

function actionAt(offset: i32): Action {
  const c = unitAt(offset);
  return c < 128 ? (load<u8>(actions + c) as Action) : Action.None;
}

/** Offset behind a character of a certain action, and behind what belongs to it. */
function behind(action: Action, at: i32): i32 {
  switch (action) {
    case Action.Opens:
      depth++;
      if (dormant === 0) readCall(statementStart, at);
      return at + 1;
    case Action.Closes:
      if (depth > 0) depth--;
      return at + 1;
    case Action.Comments:
      return lineEndFrom(at);
    case Action.Quotes:
      return behindString(at);
    case Action.Escapes:
      return min(length, at + (unitAt(at + 1) === 13 ? 3 : 2));
    default:
      if (depth === 0 && dormant === 0) readImportBehind(at);
      return at + 1;
  }
}

/** Another statement may stand behind a colon or semicolon. */
function readImportBehind(separator: i32): void {
  const start = behindBlanks(separator + 1);
  const c = unitAt(start);
  if (c === 105 || c === 102) readImport(start);
}

function behindString(quoteOffset: i32): i32 {
  const end = stringEnd(quoteOffset, recovering ? indent : -1);
  if (isTripleQuote(quoteOffset) && (end < quoteOffset + 6 || !isTripleQuote(end - 3))) broken = true;
  noteLiteral(quoteOffset, end);
  lastStringStart = quoteOffset;
  lastStringEnd = end;
  return end;
}

function endAt(lineEnd: i32): i32 {
  let last = lineEnd;
  // Only a half-typed bracket leaves blank lines here.
  if (depth > 0) while (last > 0 && unitAt(last - 1) <= 32) last--;
  lastCode = last;
  return lineEnd + 1;
}
