import { clearComments } from '../commentList.ts';
import { clearImports } from '../importList.ts';
import { clearLiterals } from '../literalList.ts';
import { releaseAll } from '../memory.ts';
import { beginSearches } from '../searches.ts';
import { beginBlocks } from './blocks.ts';
import { endLinesAtReturns } from './carriageReturns.ts';
import { clearDefinitions } from './definitionList.ts';
import { clearEnumNames } from './enumNames.ts';
import { beginStatements, broken } from './statementEnd.ts';
import { readStatements } from './statements.ts';
import { beginStructure } from './structure.ts';

/** Scans the text as Python, once more with doubts where triple quotes do not belong together. */
export function scanPythonText(): void {
  endLinesAtReturns();
  scan(false);
  if (broken) scan(true);
}

function scan(recovering: bool): void {
  releaseAll();
  beginSearches();
  clearDefinitions();
  clearComments();
  clearEnumNames();
  clearImports();
  clearLiterals();
  beginBlocks();
  beginStructure();
  beginStatements(recovering);
  readStatements();
}
