import type { Definition } from './definition.ts';

/** The most that any definition of a text has: where no rule minds these, nobody has to look at the definitions. */
export interface Peaks {
  /** Physical lines of the longest function and of the longest class. */
  readonly functionLines: number;
  readonly classLines: number;
  readonly parameters: number;
  readonly complexity: number;
  readonly nesting: number;
  /** How many classes there are, without enums and without those that are a part of another. */
  readonly classes: number;
  /** Functions with a name at the top; two may share one. */
  readonly functions: number;
  readonly enums: number;
}

export const noPeaks: Peaks = {
  functionLines: 0,
  classLines: 0,
  parameters: 0,
  complexity: 0,
  nesting: 0,
  classes: 0,
  functions: 0,
  enums: 0,
};

/** The peaks of definitions. */
export function peaksOf(definitions: readonly Definition[]): Peaks {
  const functions = definitions.filter(({ kind }) => kind === 'function');
  const classes = definitions.filter(({ kind }) => kind === 'class');
  return {
    functionLines: most(functions, lines),
    classLines: most(classes, lines),
    parameters: most(functions, ({ parameters }) => parameters),
    complexity: most(functions, ({ complexity }) => complexity),
    nesting: most(functions, ({ nesting }) => nesting),
    classes: classes.filter(({ isEnum, parent }) => !isEnum && definitions[parent]?.kind !== 'class').length,
    functions: functions.filter(({ name, parent }) => name !== undefined && parent === -1).length,
    enums: classes.filter(({ isEnum }) => isEnum).length,
  };
}

function lines({ firstLine, lastLine }: Definition): number {
  return lastLine - firstLine + 1;
}

function most(definitions: readonly Definition[], measure: (definition: Definition) => number): number {
  return definitions.reduce((highest, each) => Math.max(highest, measure(each)), 0);
}
