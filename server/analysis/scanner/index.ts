import { clearComments, lastComment } from './commentList.ts';
import { examine, lineFeeds, readCharacters, readUtf8, unitsOfUtf8 } from './fileBytes.ts';
import { found } from './found.ts';
import { clearImports, tellImports } from './importList.ts';
import { tellDefinitions } from './javascript/closedDefinitions.ts';
import { beginFrames, broken } from './javascript/frameStack.ts';
import { setLanguage } from './javascript/language.ts';
import { scanStructure } from './javascript/structureScanner.ts';
import { beginTokens, unclosed } from './javascript/tokenizer.ts';
import { initialiseTokenStarts } from './javascript/tokenStart.ts';
import { initialiseWords } from './javascript/word.ts';
import { findLines, tellLines } from './lines.ts';
import { clearLiterals, lastLiteral } from './literalList.ts';
import { allocate, endText, keepAllocated, releaseAll, reserve, reserveBytes } from './memory.ts';
import { tellPlaces } from './place.ts';
import { tellDefinitions as tellPythonDefinitions } from './python/definitionList.ts';
import { scanPythonText } from './python/scan.ts';
import { initialiseActions } from './python/statementEnd.ts';
import { beginSearches } from './searches.ts';
import { bytesHoldWord, lookFor, wordFrom } from './wordSearch.ts';

initialiseTokenStarts();
initialiseWords();
initialiseActions();

/** Makes room for so many bytes of a file and gives its address. */
export function prepareBytes(size: i32): usize {
  return reserveBytes(size);
}

/** Looks at so many bytes of a file: their traits. */
export function examineBytes(size: i32): i32 {
  return examine(size);
}

/** Line feeds among the bytes that were looked at last. */
export function lineFeedCount(): i32 {
  return lineFeeds;
}

/** Whether bytes from one to another hold a word of at most eight; its bytes are given as two numbers. */
export function bytesHold(from: i32, end: i32, low: i32, high: i32, size: i32): bool {
  lookFor(low, high, size);
  return bytesHoldWord(from, end);
}

/** Offset of such a word in the text, at or behind an offset; -1 where there is none. */
export function findWord(offset: i32, low: i32, high: i32, size: i32): i32 {
  lookFor(low, high, size);
  return wordFrom(offset);
}

/** UTF-16 code units of the text that bytes from one to another mean in UTF-8. */
export function utf8Length(from: i32, size: i32): i32 {
  return unitsOfUtf8(from, size);
}

/**
 * Makes the bytes from one to another the text to be scanned: valid UTF-8, or each of them a character. Gives the address
 * of what is found in it, as do the others.
 */
export function loadBytes(from: i32, size: i32, isUtf8: bool): usize {
  if (isUtf8) readUtf8(from, size);
  else readCharacters(from, size);
  return tellText();
}

/** Makes room for a text of so many UTF-16 code units and gives its address. */
export function prepare(units: i32): usize {
  return reserve(units);
}

/** Makes the code units that were written to the room made for them the text to be scanned. */
export function loadUnits(units: i32): usize {
  endText(units);
  findLines();
  return tellText();
}

function tellText(): usize {
  tellLines();
  keepAllocated();
  return changetype<usize>(found);
}

/** Scans the text, once more where brackets do not match or a template has no end. */
export function scanJavaScript(isTypescript: bool, hasElements: bool): usize {
  setLanguage(isTypescript, hasElements);
  if (!scan(false)) scan(true);
  tellDefinitions();
  return tellLists();
}

/** Scans the text as Python. */
export function scanPython(): usize {
  scanPythonText();
  tellPythonDefinitions();
  return tellLists();
}

/** Tells the lists behind that of the definitions. */
function tellLists(): usize {
  found.importCount = tellImports();
  found.literalCount = tellPlaces(lastLiteral);
  found.commentCount = tellPlaces(lastComment);
  found.listsEnd = allocate(0);
  return changetype<usize>(found);
}

/** False where only a scan that recovers tells anything. */
function scan(recovering: bool): bool {
  releaseAll();
  beginSearches();
  clearLiterals();
  clearComments();
  clearImports();
  beginTokens(recovering);
  beginFrames(recovering);
  scanStructure(recovering);
  return !broken && !unclosed;
}
