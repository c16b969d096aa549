import { concurrently } from '../concurrency/concurrently.ts';
import { type AskGit, BaseSide, type BranchSide } from './branchSides.ts';
import { inParts, type PipeGit, patchIds, touchedFiles } from './patchIds.ts';

/** How this asks git. */
export interface PatchGit {
  readonly ask: AskGit;
  readonly pipe: PipeGit;
}

/** A base has the work of a tip where it has the patch of each of these changes. */
interface Claim {
  readonly tip: string;
  /** As `touchedFiles` takes them. */
  readonly changes: readonly string[];
  /** What the tip stands on: a commit that these have proves nothing, it may be undone since. */
  readonly forks: readonly string[];
}

interface Base {
  readonly side: BaseSide;
  /** Its commits by the files that they touch. */
  readonly byFiles: ReadonlyMap<string, readonly string[]>;
}

/** Processes at the same time. */
const workers = 4;

/** From an old one on a base may have touched every file it has. */
const forksAtOnce = 50;

/** What the patches say; of the other tips a merge has to. */
export interface PatchVerdict {
  /** Tips of which the base has every patch under other commits, or the patch of all of it at once. */
  readonly proven: ReadonlySet<string>;
  /** Tips that change a file which the base has left as it was: their merge changes the base. */
  readonly refuted: ReadonlySet<string>;
}

/**
 * Judges tips by their patches; merges have none. A few processes for all, and contents are read for those commits alone
 * that touch the same files on both sides.
 * @param sides of tips that stand on commits of the base
 */
export async function samePatches(
  git: PatchGit,
  name: string,
  sides: readonly BranchSide[],
): Promise<PatchVerdict> {
  const side = await BaseSide.read(git.ask, name, new Set(sides.flatMap(({ forks }) => forks)));
  const touched = await touchedFiles(git.ask, side.commits);
  const base = { side, byFiles: Map.groupBy(touched.keys(), (commit) => touched.get(commit) ?? '') };
  const linear = sides.filter(({ merges }) => !merges);
  const each = linear.map(({ tip, commits, forks }) => ({ tip, changes: commits, forks }));
  const rebased = await provenTips(git, base, each);
  const open = sides.filter(({ tip }) => !rebased.has(tip));
  const whole = await concurrently(open, workers, async ({ tip, forks }) => {
    const latest = side.latest(forks);
    const fork = await forkOf(git.ask, name, tip, latest);
    return { tip, changes: [`${tip} ${fork}`], forks: [fork], criss: latest.length > 1 };
  });
  const squashed = await provenTips(git, base, whole);
  const rest = whole.filter(({ tip, criss }) => !criss && !squashed.has(tip));
  return { proven: new Set([...rebased, ...squashed]), refuted: await refutedTips(git, name, rest) };
}

/** @param claims of one change and one fork each, which is the only one there is */
async function refutedTips({ ask }: PatchGit, base: string, claims: readonly Claim[]): Promise<Set<string>> {
  const own = await touchedFiles(
    ask,
    distinct(claims, ({ changes }) => changes),
  );
  const byFork = Map.groupBy(claims, ({ forks }) => forks[0] ?? '');
  const refuted = new Set<string>();
  for (const some of inParts([...byFork.keys()], forksAtOnce)) {
    const since = await touchedFiles(
      ask,
      some.map((fork) => `${fork} ${base}`),
    );
    for (const fork of some) {
      const moved = new Set(pathsOf(since.get(fork)));
      for (const { tip } of byFork.get(fork) ?? [])
        if (pathsOf(own.get(tip)).some((file) => !moved.has(file))) refuted.add(tip);
    }
  }
  return refuted;
}

/** Without how each was touched. */
function pathsOf(files = ''): string[] {
  return files.split('\n').flatMap((line) => line.split('\t')[1] ?? []);
}

/** The commit that git merges a tip from; of several that are as good, the one that it takes. */
async function forkOf(ask: AskGit, base: string, tip: string, latest: readonly string[]): Promise<string> {
  const [fork, another] = latest;
  if (fork !== undefined && another === undefined) return fork;
  return (await ask(['merge-base', base, tip])).text.trim();
}

async function provenTips(
  { ask, pipe }: PatchGit,
  { side, byFiles }: Base,
  claims: readonly Claim[],
): Promise<Set<string>> {
  const files = await touchedFiles(
    ask,
    distinct(claims, ({ changes }) => changes),
  );
  const alike = (change: string) => byFiles.get(files.get(commitOf(change)) ?? '') ?? [];
  const likely = claims.filter(({ changes }) => changes.every((change) => alike(change).length > 0));
  const changes = distinct(likely, (claim) => claim.changes);
  const patches = await patchIds(pipe, [...changes, ...distinct(changes, alike)]);
  const proven = likely.filter((claim) =>
    claim.changes.every((change) => {
      const patch = patches.get(commitOf(change));
      if (patch === undefined) return false;
      return alike(change).some((one) => patches.get(one) === patch && !side.reaches(claim.forks, one));
    }),
  );
  return new Set(proven.map(({ tip }) => tip));
}

function commitOf(change: string): string {
  return change.split(' ', 1)[0] ?? '';
}

function distinct<Item>(items: readonly Item[], of: (item: Item) => readonly string[]): string[] {
  return [...new Set(items.flatMap((item) => of(item)))];
}
