import { initialiseCharacters } from './characters.ts';
import { beginFrames, broken } from './javascript/frameStack.ts';
import { firstDefinition as definitions } from './javascript/head.ts';
import { clearImports, imports } from './javascript/importTokens.ts';
import { setLanguage } from './javascript/language.ts';
import { initialiseOperators } from './javascript/operators.ts';
import { scanStructure } from './javascript/structureScanner.ts';
import { beginTokens, unclosed } from './javascript/tokenizer.ts';
import { initialiseWords } from './javascript/word.ts';
import { clearLiterals, literals } from './literalList.ts';
import { guardText, releaseAll, reserve } from './memory.ts';
import { beginSearches } from './searches.ts';

initialiseCharacters();
initialiseWords();
initialiseOperators();

/** Makes room for a text of so many UTF-16 code units and gives its address. */
export function prepare(units: i32): usize {
  return reserve(units);
}

/**
 * Scans the text that was written to the place reserved for it. False where brackets do not match or a template has no
 * end: then only a scan that recovers tells anything.
 */
export function scan(isTypescript: bool, hasElements: bool, recovering: bool): bool {
  releaseAll();
  guardText();
  setLanguage(isTypescript, hasElements);
  beginSearches();
  clearLiterals();
  clearImports();
  beginTokens(recovering);
  beginFrames(recovering);
  scanStructure(recovering);
  return !broken && !unclosed;
}

/** Address of the first definition, each of which begins with the address of the next; 0 where there is none. */
export function firstDefinition(): usize {
  return changetype<usize>(definitions);
}

/** Address of the last import, each of which begins with the address of the one before; 0 where there is none. */
export function lastImport(): usize {
  return changetype<usize>(imports);
}

/** The same of literals that span lines. */
export function lastLiteral(): usize {
  return changetype<usize>(literals);
}
