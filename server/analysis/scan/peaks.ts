/** The figures of which a scan tells the most that any definition of a text has, in the order in which it tells them. */
export const peakNames = [
  // Physical lines of the longest function and of the longest class.
  'functionLines',
  'classLines',
  'parameters',
  'complexity',
  'nesting',
  // How many classes there are, without enums and without those that are a part of another.
  'classes',
  // Functions with a name at the top; two may share one.
  'functions',
  'enums',
] as const;
export type PeakName = (typeof peakNames)[number];

/** The most that any definition of a text has: where no rule minds that, nobody has to look at the definitions. */
export interface Peaks {
  peak(name: PeakName): number;
  /** Whether each is less than what stands for it in a list in the order of `peakNames`. */
  areBelow(least: readonly number[]): boolean;
}
