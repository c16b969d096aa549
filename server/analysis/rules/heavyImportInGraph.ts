import type { ChainLink, HeavyImportFinding, RelatedPlace } from '../finding.ts';
import { type HeavyChain, HeavyRoutes } from '../importGraph/heavyRoutes.ts';
import type { ImportGraph } from '../importGraph/importGraph.ts';
import { type ImportStatement, maximumFollowed, statementOf } from '../importGraph/importStatement.ts';
import type { ModuleNode } from '../importGraph/moduleNode.ts';
import type { Rule } from '../rule.ts';
import type { ImportedName, ModuleImport } from '../scan/moduleImport.ts';
import type { SourceModule } from '../sourceModule.ts';
import { heavyImport, maximumTold } from './heavyImport.ts';

/**
 * The rule `heavy-import` with the other files known: an import of this repository's own `torch.py` is not heavy, and
 * one that leads to a heavy module through other files is.
 */
export class HeavyImportInGraph {
  readonly #graph: ImportGraph;
  readonly #routes: HeavyRoutes;

  constructor(graph: ImportGraph) {
    this.#graph = graph;
    this.#routes = new HeavyRoutes(graph);
  }

  /**
   * The rule for a file of the graph.
   * @param path relative to the graph's root
   */
  ruleFor(path: string): Rule {
    return {
      ...heavyImport,
      check: (module, settings) => {
        const direct = this.#direct(heavyImport.check(module, settings), path, module);
        if (module.languageId !== 'python' || settings.directImportsOnly) return direct;
        if (settings.heavyModules.size === 0) return [];
        const others = this.#graph.heavyBesides(settings.heavyModules);
        const excluded = new Set([...others, ...direct.map(({ data }) => data.root)]);
        return [...direct, ...this.transitive(module, path, excluded)];
      },
    };
  }

  /**
   * Whether any import of a file leads to a heavy module through other files.
   * @param heavyModules heavy to this file; left out, to any
   */
  leadsToHeavy(path: string, heavyModules?: ReadonlySet<string>): boolean {
    const node = this.#graph.node(path);
    const others = heavyModules ? this.#graph.heavyBesides(heavyModules) : new Set<string>();
    return node !== undefined && this.#routes.leadsToHeavy(node, others);
  }

  #direct(
    findings: ReturnType<Rule['check']>,
    path: string,
    { languageId }: SourceModule,
  ): HeavyImportFinding[] {
    return findings.filter(
      (finding): finding is HeavyImportFinding =>
        finding.rule === 'heavy-import' &&
        (languageId !== 'python' || !this.#graph.isShadowed(path, finding.data.root)),
    );
  }

  /**
   * Findings of the imports that lead to heavy modules through other files, to any that the file itself does not
   * import; of more than may be told those that stand first.
   * @param excluded what the file itself imports, and what is heavy to others only
   */
  transitive(module: SourceModule, path: string, excluded: ReadonlySet<string>): HeavyImportFinding[] {
    const node = this.#graph.node(path);
    if (!node || !this.#graph.hasHeavyImports) return [];
    const found = new Map<string, HeavyImportFinding>();
    for (const each of module.imports.slice(0, maximumFollowed)) {
      if (found.size >= maximumTold) break;
      if (found.has(asImported(statementOf(each, module), undefined))) continue;
      for (const finding of this.#ofImport(node, each, module, excluded))
        if (!found.has(finding.data.module)) found.set(finding.data.module, finding);
    }
    return [...found.values()];
  }

  /** Of its module's part where that is heavy, else of the names that are modules themselves. */
  #ofImport(
    node: ModuleNode,
    each: ModuleImport,
    source: SourceModule,
    excluded: ReadonlySet<string>,
  ): HeavyImportFinding[] {
    const statement = statementOf(each, source);
    const find = (place: ImportedName, imported: string | undefined): HeavyImportFinding[] => {
      const chain = this.#routes.chain(node, statement, imported, excluded);
      return chain ? [transitiveFinding(chain, asImported(statement, imported), place, source)] : [];
    };
    const ofModule = find(each.module.name === '' ? (each.names[0] ?? each.module) : each.module, undefined);
    return ofModule.length > 0 ? ofModule : each.names.flatMap((name) => find(name, name.name));
  }
}

/** The module as it is written, dots of a relative import included. */
function asImported({ level, module, names }: ImportStatement, imported: string | undefined): string {
  const written = '.'.repeat(level) + module;
  if (imported === undefined) return module === '' ? `${written}${names[0] ?? ''}` : written;
  return written.endsWith('.') ? written + imported : `${written}.${imported}`;
}

function transitiveFinding(
  { root, links, endsThere }: HeavyChain,
  module: string,
  { start, end }: ImportedName,
  { lines }: SourceModule,
): HeavyImportFinding {
  const last = links.at(-1);
  const through = links.slice(1).map(({ path }) => path);
  const cut = endsThere
    ? `, or make that import lazy at ${last?.path}:${last?.line}`
    : '; other imports lead from it to heavy modules too';
  return {
    rule: 'heavy-import',
    severity: 'minor',
    message: `'${module}' is heavy: it loads '${last?.module ?? root}' through ${listed(through)}. Import it where it is used${cut}.`,
    range: lines.range(start, end),
    related: links
      .slice(1)
      .map((link) => relatedPlace(link, endsThere && link === last ? module : undefined)),
    data: { module, root, chain: links },
  };
}

/** At most three files: the whole chain stands in the related places. */
function listed(paths: readonly string[]): string {
  const [first, second] = paths;
  if (paths.length <= 1) return first ?? '';
  if (paths.length === 2) return `${first} and ${second}`;
  if (paths.length === 3) return `${first}, ${second} and ${paths[2]}`;
  return `${first}, ${paths.length - 2} more files and ${paths.at(-1)}`;
}

/** @param lightened what would be light if this import were lazy */
function relatedPlace({ path, line, module }: ChainLink, lightened: string | undefined): RelatedPlace {
  const place = { line, column: 1 };
  const effect = lightened === undefined ? '' : `: made lazy here, '${lightened}' is light`;
  return { path, range: { start: place, end: place }, message: `'${module}' is imported here${effect}.` };
}
