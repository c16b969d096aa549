import type { SyntaxNode } from '../syntax/syntaxNode.ts';

/** A part of the text that runs at one time: the module's own statements, or what a call of a function runs. */
export interface Region {
  /** `parameters`: defaults of a function's parameters; `field`: initial value of an instance's field. */
  readonly kind: 'module' | 'body' | 'parameters' | 'field';
  /** The function or the field; of the module the program. */
  readonly node: SyntaxNode;
  /** The region that it stands in. */
  readonly parent: Region | undefined;
}

/** The regions from one to the module's, the innermost first. */
export function regionsAround(region: Region): Region[] {
  const around: Region[] = [];
  for (let each: Region | undefined = region; each; each = each.parent) around.push(each);
  return around;
}
