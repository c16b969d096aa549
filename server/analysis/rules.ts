import type { Rule } from './rule.ts';
import { classTooLong } from './rules/classTooLong.ts';
import { fileTooLong } from './rules/fileTooLong.ts';
import { functionTooLong } from './rules/functionTooLong.ts';
import { heavyImport } from './rules/heavyImport.ts';
import { lazyImportDefeated } from './rules/lazyImportDefeated.ts';
import { lineTooLong } from './rules/lineTooLong.ts';
import { tooComplex } from './rules/tooComplex.ts';
import { tooDeeplyNested } from './rules/tooDeeplyNested.ts';
import { tooManyClasses } from './rules/tooManyClasses.ts';
import { tooManyEnums } from './rules/tooManyEnums.ts';
import { tooManyFunctions } from './rules/tooManyFunctions.ts';
import { tooManyParameters } from './rules/tooManyParameters.ts';

/** Every rule there is. */
export const rules: readonly Rule[] = [
  fileTooLong,
  functionTooLong,
  classTooLong,
  tooManyParameters,
  tooComplex,
  tooDeeplyNested,
  tooManyClasses,
  tooManyFunctions,
  tooManyEnums,
  lineTooLong,
  heavyImport,
  lazyImportDefeated,
];
