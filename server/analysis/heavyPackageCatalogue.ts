/** What loading a package costs beyond a bare Node.js. */
export interface PackageWeight {
  /** Milliseconds. */
  readonly milliseconds: number;
  /** Megabytes of resident memory. */
  readonly megabytes: number;
  readonly version: string;
}

export const heavyPackageCatalogue: ReadonlyMap<string, PackageWeight> = new Map();
