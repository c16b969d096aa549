import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { type Corrupted, corrupt, corruptions, randomFrom } from './corruption.ts';

/** Something that a reader found in a text, by the line it begins on. */
export interface Found {
  readonly what: string;
  readonly line: number;
}

export interface Outline {
  readonly imports: readonly Found[];
  readonly definitions: readonly Found[];
}

/** Finds imports of a module and definitions in a text, half-typed or not. */
export type Reader = (text: string, languageId: string) => Outline;

/** What of it is still there after an edit. */
export interface Survival {
  imports: number;
  importsLeft: number;
  definitions: number;
  definitionsLeft: number;
}

export interface SourceText {
  readonly name: string;
  readonly text: string;
  readonly languageId: string;
}

/** A text, corrupted in one way. */
export interface Sample {
  readonly kind: string;
  readonly source: SourceText;
  readonly corrupted: Corrupted;
}

/** Our own scanner. */
export const ourReader: Reader = (text, languageId) => {
  const module = new SourceModule(text, languageId);
  return {
    imports: module.imports.map(({ level, module: { name, start } }) => ({
      what: `${level} ${name}`,
      line: module.lines.lineAt(start),
    })),
    definitions: module.definitions.map(({ kind, name, firstLine }) => ({
      what: `${kind} ${name}`,
      line: firstLine,
    })),
  };
};

/** Each text once in every way; the same in every run. */
export function samplesOf(sources: readonly SourceText[]): Sample[] {
  return Object.entries(corruptions).flatMap(([kind, edit], index) =>
    sources.flatMap((source, place) => {
      const random = randomFrom(index * 100_003 + place);
      const corrupted = corrupt(source.text, edit, random, source.languageId === 'python');
      return corrupted ? [{ kind, source, corrupted }] : [];
    }),
  );
}

/** What an edit takes away from one kind of things; what stands on the edited line itself is not asked for. */
export function lost(before: readonly Found[], after: readonly Found[], { line, added }: Corrupted): Found[] {
  const left = new Map<string, number>();
  const key = ({ what, line: at }: Found) => `${at} ${what}`;
  for (const each of after) left.set(key(each), (left.get(key(each)) ?? 0) + 1);
  return before.filter((each) => {
    if (each.line === line && added < 1) return false;
    const moved = key({ what: each.what, line: each.line >= line ? each.line + added : each.line });
    const count = left.get(moved) ?? 0;
    left.set(moved, count - 1);
    return count < 1;
  });
}

/** How much survives of what a reader finds, by the kind of the edit. */
export function survivals(
  samples: readonly Sample[],
  reader: Reader,
  onLoss?: (sample: Sample, gone: readonly Found[]) => void,
): Map<string, Survival> {
  const all = new Map<string, Survival>();
  for (const sample of samples) {
    const { kind, source, corrupted } = sample;
    const sum = all.get(kind) ?? { imports: 0, importsLeft: 0, definitions: 0, definitionsLeft: 0 };
    all.set(kind, sum);
    const before = reader(source.text, source.languageId);
    const after = reader(corrupted.text, source.languageId);
    const imports = lost(before.imports, after.imports, corrupted);
    const definitions = lost(before.definitions, after.definitions, corrupted);
    sum.imports += before.imports.length;
    sum.importsLeft += before.imports.length - imports.length;
    sum.definitions += before.definitions.length;
    sum.definitionsLeft += before.definitions.length - definitions.length;
    if (imports.length + definitions.length > 0) onLoss?.(sample, [...imports, ...definitions]);
  }
  return all;
}
