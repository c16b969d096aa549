import type { LineTable } from '../lineTable.ts';
import type { ModuleImport } from '../moduleImport.ts';
import type { Scan } from '../scan.ts';
import { foundDefinitions } from './foundDefinitions.ts';
import { scanInMemory } from '../scannerInstance.ts';

/** Definitions and imports of a JavaScript or TypeScript text, broken or not. */
export function scanJavaScript(lines: LineTable, languageId: string): Scan {
  const { text } = lines;
  const isTypescript = languageId.startsWith('typescript');
  const scanned = scanInMemory(text, isTypescript, languageId !== 'typescript');
  const { memory, firstDefinition, lastImport, lastLiteral } = scanned;
  const imports = pairs(memory, lastImport).map(([start, end]): ModuleImport => {
    return { module: { name: text.slice(start, end), start, end }, level: 0, names: [] };
  });
  return {
    definitions: foundDefinitions(lines, memory, firstDefinition),
    imports,
    multilineLiterals: pairs(memory, lastLiteral).flat(),
  };
}

/** Starts and ends in a list whose last entry is at an address, and which leads from each to the one before. */
function pairs(memory: Int32Array, last: number): (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let place = last >>> 2; place !== 0; place = (memory[place] ?? 0) >>> 2)
    found.push([memory[place + 1] ?? 0, memory[place + 2] ?? 0]);
  return found.reverse();
}
