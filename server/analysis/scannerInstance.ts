import { scannerProgram } from './scannerProgram.ts';

/** What the program of `scanner/index.ts` offers. Flags and addresses are numbers. */
interface ScannerExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  prepare(units: number): number;
  scan(isTypescript: number, hasElements: number, recovering: number): number;
  firstDefinition(): number;
  lastImport(): number;
  lastLiteral(): number;
}

/** What we use of it: the types of Node know nothing of WebAssembly, those of browsers bring much else. */
declare const WebAssembly: {
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** A memory that held a longer text is not kept: a text of 100 MB comes once. */
const keptUnits = 1 << 22;

let module: object | undefined;
let kept: ScannerExports | undefined;

/** What a scan found, and the memory it lies in; valid until the next scan. */
export interface ScannedMemory {
  readonly memory: Int32Array;
  /** Addresses of the first definition and of the last import and literal; 0 where there is none. */
  readonly firstDefinition: number;
  readonly lastImport: number;
  readonly lastLiteral: number;
}

/**
 * Scans a text, once more where brackets do not match.
 * @throws {Error} there is not the memory for it
 */
export function scanInMemory(text: string, isTypescript: boolean, hasElements: boolean): ScannedMemory {
  const scanner = kept ?? newScanner();
  // One that fails is not used again.
  kept = undefined;
  const address = scanner.prepare(text.length);
  Buffer.from(scanner.memory.buffer, address, 2 * text.length).write(text, 'utf16le');
  scan(scanner, Number(isTypescript), Number(hasElements));
  if (text.length <= keptUnits) kept = scanner;
  return {
    memory: new Int32Array(scanner.memory.buffer),
    firstDefinition: scanner.firstDefinition(),
    lastImport: scanner.lastImport(),
    lastLiteral: scanner.lastLiteral(),
  };
}

function scan(scanner: ScannerExports, isTypescript: number, hasElements: number): void {
  try {
    if (scanner.scan(isTypescript, hasElements, 0) === 0) scanner.scan(isTypescript, hasElements, 1);
  } catch (cause) {
    throw new Error('its brackets take more memory than a scan may have', { cause });
  }
}

function newScanner(): ScannerExports {
  module ??= new WebAssembly.Module(Buffer.from(scannerProgram, 'base64'));
  return new WebAssembly.Instance(module).exports as ScannerExports;
}
