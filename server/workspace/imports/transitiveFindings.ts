import { analyzeModule, byPlace } from '../../analysis/analyze.ts';
import type { Finding } from '../../analysis/finding.ts';
import type { ImportGraph } from '../../analysis/importGraph/importGraph.ts';
import { heavyModule } from '../../analysis/importGraph/moduleNode.ts';
import { HeavyImportInGraph } from '../../analysis/rules/heavyImportInGraph.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import { SourceReader } from '../files/sourceReader.ts';
import type { FileAccess } from '../inputs/fileAccess.ts';
import type { ScanJob, ScannedFile, ScanResult } from '../scan/scannedFile.ts';
import { mayBeOwn } from './mayBeOwn.ts';
import { RepositoryImports } from './repositoryImports.ts';

/** A scanned file of a repository. */
export interface ScannedJob {
  readonly job: ScanJob;
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly result: ScanResult;
}

/** The repository that scanned files belong to. */
export interface ScannedRepository {
  /** Absolute path. */
  readonly root: string;
  /** Whether every file of it that is not left out is among the scanned. */
  readonly whole: boolean;
  /** Whether an absolute path is left out, besides what `.gitignore` leaves out. */
  isExcluded(file: string): boolean;
  /** What the files that were not scanned are found with. */
  readonly files?: FileAccess;
}

/**
 * What scanning the files of a repository gave, in the same order, with what can only be known from all of them: which
 * imports lead to heavy modules through other files, and which heavy ones are the repository's own.
 */
export function withTransitiveFindings(
  files: readonly ScannedJob[],
  repository: ScannedRepository,
): ScanResult[] {
  const python = files.filter(isPython);
  const heavyModules = heavyToAny(python);
  const unchanged = files.map(({ result }) => result);
  if (heavyModules.size === 0) return unchanged;
  // Nothing leads to what nobody names; to follow the imports of 400 files takes 20 ms.
  if (repository.whole && !python.some(({ result }) => namesHeavy(result, heavyModules))) return unchanged;
  const graph = graphOf(python, repository, heavyModules);
  if (!graph.hasHeavyImports && !python.some(({ result }) => result.findings.some(isHeavyImport)))
    return unchanged;
  const refined = new Refinement(graph);
  return files.map((file) => (isPython(file) ? refined.of(file) : file.result));
}

type ScannedPython = ScannedJob & { readonly result: ScannedFile };

function isPython(file: ScannedJob): file is ScannedPython {
  return file.job.languageId === 'python' && 'imports' in file.result;
}

/** Projects of one repository may have lists of their own; files of one project share theirs. */
function heavyToAny(python: readonly ScannedPython[]): ReadonlySet<string> {
  const lists = new Set(python.map(({ job }) => job.settings.heavyModules));
  return new Set([...lists].flatMap((list) => [...list]));
}

function namesHeavy({ imports, findings }: ScannedFile, heavyModules: ReadonlySet<string>): boolean {
  return (
    imports.some((statement) => heavyModule(statement, heavyModules) !== undefined) ||
    findings.some(isHeavyImport)
  );
}

function isHeavyImport({ rule }: Finding): boolean {
  return rule === 'heavy-import';
}

function graphOf(
  python: readonly ScannedPython[],
  { root, whole, isExcluded, files }: ScannedRepository,
  heavyModules: ReadonlySet<string>,
): ImportGraph {
  const imports = new RepositoryImports(root, heavyModules, files);
  for (const { path, result } of python) if (!path.endsWith('.pyi')) imports.add(path, result.imports);
  if (!whole && python.some(({ result }) => result.imports.some(mayBeOwn))) {
    imports.list(isExcluded);
    imports.readReachable(python.map(({ path }) => path));
  }
  return imports.graph;
}

/** Finds the heavy imports of files anew, with the graph known. */
class Refinement {
  readonly #graph: ImportGraph;
  readonly #heavyImports: HeavyImportInGraph;
  readonly #reader = new SourceReader();

  constructor(graph: ImportGraph) {
    this.#graph = graph;
    this.#heavyImports = new HeavyImportInGraph(graph);
  }

  of({ job, path, result }: ScannedPython): ScannedFile {
    const { settings } = job;
    const leadsToHeavy =
      settings.heavyModules.size > 0 &&
      !settings.directImportsOnly &&
      this.#heavyImports.leadsToHeavy(path, settings.heavyModules);
    const isShadowed = (finding: Finding) =>
      finding.rule === 'heavy-import' && this.#graph.isShadowed(path, finding.data.root);
    if (!leadsToHeavy && !result.findings.some(isShadowed)) return result;
    // The text is asked for places and for comments that disable; few files come here.
    const source = this.#reader.read(job.file);
    if ('why' in source) return result;
    const rules = [this.#heavyImports.ruleFor(path)];
    const found = analyzeModule(new SourceModule(source.text, 'python'), settings, { rules });
    const others = result.findings.filter((finding) => !isHeavyImport(finding));
    return { ...result, findings: [...others, ...found].sort(byPlace) };
  }
}
