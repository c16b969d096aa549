import type { LineTable } from '../lineTable.ts';
import type { ModuleImport } from '../moduleImport.ts';
import type { Scan } from '../scan.ts';
import { DefinitionList } from './definitionList.ts';
import { FrameStack } from './frameStack.ts';
import { StructureScanner } from './structureScanner.ts';
import { Tokenizer } from './tokenizer.ts';

/** Definitions and imports of a JavaScript or TypeScript text, broken or not. */
export function scanJavaScript(lines: LineTable, languageId: string): Scan {
  return scanOnce(lines, languageId, false) ?? scanOnce(lines, languageId, true) ?? emptyScan;
}

const emptyScan: Scan = { definitions: [], imports: [], multilineLiterals: [] };

/** @param recovering whether to make the best of brackets that do not match; otherwise undefined where they don't */
function scanOnce(lines: LineTable, languageId: string, recovering: boolean): Scan | undefined {
  const tokens = new Tokenizer(lines.text, recovering);
  const definitions = new DefinitionList(lines);
  const stack = new FrameStack(lines, recovering, definitions);
  const imports: ModuleImport[] = [];
  const typescript = languageId.startsWith('typescript');
  const elements = languageId !== 'typescript';
  new StructureScanner({ tokens, stack, typescript, elements, imports }, recovering).scan();
  if ((stack.broken || tokens.unclosed) && !recovering) return undefined;
  return { definitions: definitions.closed(), imports, multilineLiterals: tokens.multilineLiterals };
}
