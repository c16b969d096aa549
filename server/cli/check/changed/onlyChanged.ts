import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Finding, RuleId } from '../../../analysis/finding.ts';
import { limitOfRule } from '../../../analysis/limits/limits.ts';
import { SourceModule } from '../../../analysis/sourceModule.ts';
import { SourceReader } from '../../../workspace/files/sourceReader.ts';
import type { CheckTarget } from '../../targets/checkTargets.ts';
import type { ChangedLines } from './diffLines.ts';
import type { Changes } from './gitChanges.ts';

/** Rules about a file as a whole: theirs is the fault of who made the file grow. */
const fileRules: ReadonlySet<RuleId> = new Set<RuleId>([
  'file-too-long',
  'too-many-classes',
  'too-many-functions',
  'too-many-enums',
]);

/** Keeps to what has changed: the files, and in them what lies on changed lines. */
export class OnlyChanged {
  readonly #changes: Changes;
  readonly #reader = new SourceReader();
  readonly #realRoots = new Map<string, string>();

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  /** What has changed in a file; undefined where nothing has. */
  linesOf(file: string, root: string): ChangedLines | undefined {
    return this.#changes.files.get(path.join(this.#realRoot(root), path.relative(root, file)));
  }

  /** The findings on changed lines; of one about a function or class, any line of it; about a file, where it grew. */
  findings(target: CheckTarget, found: readonly Finding[]): Finding[] {
    const changed = this.linesOf(target.file, target.context.root);
    if (changed === undefined) return [];
    const extents = found.some(({ rule }) => rule in limitOfRule) ? this.#extents(target) : new Map();
    return found.filter((finding) => {
      if (fileRules.has(finding.rule)) return changed.grew;
      const { start, end } = finding.range;
      const [first, last] = extents.get(`${start.line}:${start.column}`) ?? [start.line, end.line];
      return changed.ranges.some(([from, to]) => first <= to && last >= from);
    });
  }

  /** First and last line of each definition by the place of its name, which is where findings about it lie. */
  #extents({ file, languageId }: CheckTarget): ReadonlyMap<string, readonly [number, number]> {
    const source = this.#reader.read(file);
    if ('why' in source) return new Map();
    const { definitions } = new SourceModule(source.text, languageId);
    return new Map(
      definitions.map(({ nameRange: { start }, firstLine, lastLine }) => [
        `${start.line}:${start.column}`,
        [firstLine, lastLine],
      ]),
    );
  }

  /** Git names files by where they really are. Natively: only so a drive and names have the case they have on the disk. */
  #realRoot(root: string): string {
    const known = this.#realRoots.get(root);
    if (known !== undefined) return known;
    const real = realpathSync.native(root);
    this.#realRoots.set(root, real);
    return real;
  }
}
