import type { SourceModule } from '../../sourceModule.ts';
import { parse } from '../syntax/parse.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import { ImportTimeCalls } from './importTimeCalls.ts';
import { SyntaxIndex } from './syntaxIndex.ts';

/** The syntax of a Python text and what is asked of it whatever the import in question is. */
export class ModuleSyntax {
  readonly tree: PythonModule;
  readonly index: SyntaxIndex;
  #calls: ImportTimeCalls | undefined;

  constructor({ text }: SourceModule) {
    this.tree = parse(text);
    this.index = new SyntaxIndex(this.tree, text);
  }

  get calls(): ImportTimeCalls {
    this.#calls ??= new ImportTimeCalls(this.tree);
    return this.#calls;
  }
}

/** What was last asked for: of a text all heavy imports are explained one after the other, and a tree is large. */
let last: { readonly module: SourceModule; readonly syntax: ModuleSyntax } | undefined;

/** Reads a text once for as long as no other one is asked for. */
export function moduleSyntax(module: SourceModule): ModuleSyntax {
  if (last?.module !== module) last = { module, syntax: new ModuleSyntax(module) };
  return last.syntax;
}
