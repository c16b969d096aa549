import type { Rule } from './rule.ts';
import { classTooLong } from './rules/classTooLong.ts';
import { fileTooLong } from './rules/fileTooLong.ts';
import { functionTooLong } from './rules/functionTooLong.ts';
import { heavyImport } from './rules/heavyImport.ts';

/** Every rule there is. */
export const rules: readonly Rule[] = [fileTooLong, functionTooLong, classTooLong, heavyImport];
