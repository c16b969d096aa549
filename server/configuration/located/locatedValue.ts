import type { Range } from '../../analysis/finding.ts';

/** A value of a configuration in JSON, YAML or JavaScript with its place. What is no literal has no value. */
export interface LocatedValue {
  /** Undefined for an object, a list and what is no literal. */
  readonly scalar?: string | number | boolean | null;
  readonly items?: readonly LocatedValue[];
  /** In their order; of two of the same name the last one counts. */
  readonly properties?: ReadonlyMap<string, LocatedProperty>;
  readonly range: Range;
}

export interface LocatedProperty {
  readonly nameRange: Range;
  readonly value: LocatedValue;
}

/** Deeper than any configuration a person writes; what is deeper has no value. */
export const maximumLocatedDepth = 40;

/** The value of a property; undefined where there is none. */
export function property(value: LocatedValue | undefined, name: string): LocatedValue | undefined {
  return value?.properties?.get(name)?.value;
}

/** The items of a list, or the value alone where it is none. */
export function listed(value: LocatedValue | undefined): readonly LocatedValue[] {
  return value === undefined ? [] : (value.items ?? [value]);
}

/** The strings among the items of a list, or the one string that stands in its place. */
export function strings(value: LocatedValue | undefined): string[] {
  return listed(value).flatMap(({ scalar }) => (typeof scalar === 'string' ? [scalar] : []));
}
