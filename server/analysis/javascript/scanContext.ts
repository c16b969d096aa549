import type { ModuleImport } from '../moduleImport.ts';
import { endsOperand, type Frame } from './frame.ts';
import type { FrameStack } from './frameStack.ts';
import type { Token, Tokenizer } from './tokenizer.ts';
import { tokenKind } from './tokenKind.ts';
import { word } from './word.ts';

/** What the parts of a scan share. */
export interface ScanContext {
  readonly tokens: Tokenizer;
  readonly stack: FrameStack;
  readonly typescript: boolean;
  /** Whether `<` may begin an element (JSX). */
  readonly elements: boolean;
  /** Those found so far. */
  readonly imports: ModuleImport[];
}

/** Whether a statement or member ends before the present token because a line does. */
export function endsWithLine({ token, previous }: Tokenizer): boolean {
  if (!token.newline || !endsOperand(previous)) return false;
  return token.kind === tokenKind.name
    ? token.word !== word.infix && token.word !== word.typeOperator
    : token.kind === tokenKind.literal;
}

/** Counts the type arguments that a token opens or closes. */
export function countAngles({ kind }: Token, frame: Frame): void {
  if (kind === tokenKind.less) frame.angles++;
  else if (kind === tokenKind.greater) frame.angles = Math.max(0, frame.angles - 1);
}
