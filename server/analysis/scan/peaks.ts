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
