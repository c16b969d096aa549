import type { ChainLink } from '../finding.ts';
import { distances } from './distances.ts';
import type { ImportGraph } from './importGraph.ts';
import type { ImportStatement } from './importStatement.ts';
import type { LoadedModule, ModuleNode } from './moduleNode.ts';
import { isSole, joined, soleEnds } from './soleEnds.ts';

/** How an import leads to a heavy module. */
export interface HeavyChain {
  /** The entry of the catalogue at its end. */
  readonly root: string;
  /** From the import asked about to the import of the heavy module, both included. */
  readonly links: readonly ChainLink[];
  /** Whether nothing heavy would be loaded any more without the last of these imports: no other way leads to any. */
  readonly endsThere: boolean;
}

/** The ways from a module to a heavy one: its own links, without the import that leads to the module. */
type Way = Pick<HeavyChain, 'root' | 'links'>;

/** What has been worked out for a set of excluded roots. */
interface Routes {
  readonly excluded: ReadonlySet<string>;
  readonly distance: Uint16Array;
  /** The way from a module, by its id; the ways of many begin elsewhere and end as one. */
  readonly ways: Map<number, Way | undefined>;
  /** Made when it is first asked for. */
  ends?: Float64Array;
}

/** Sets of roots kept apart at once: each costs two bytes a module, and a pass over the graph to make anew. */
const maximumKept = 64;

/** Finds the shortest ways from imports to heavy modules in a graph, as it is at each question. */
export class HeavyRoutes {
  readonly #graph: ImportGraph;
  readonly #routes = new Map<string, Routes>();
  #version = -1;

  constructor(graph: ImportGraph) {
    this.#graph = graph;
  }

  /**
   * The shortest chain from an import to a heavy module; of several the one by the statements that stand first.
   * Undefined where it leads to none. A way back through the file itself does not count: it is being loaded already.
   * @param imported the name of `from … import name` that is asked about; undefined for the module's part
   * @param excluded roots that the file loads in any case
   */
  chain(
    node: ModuleNode,
    statement: ImportStatement,
    imported: string | undefined,
    excluded: ReadonlySet<string>,
  ): HeavyChain | undefined {
    const routes = this.#routesWithout(excluded);
    const { distance } = routes;
    const steps = ({ id }: LoadedModule) => distance[id] ?? 0;
    const heavy = this.#graph
      .loadedBy(node, statement)
      .filter((each) => each.imported === imported && steps(each) > 0)
      .sort((a, b) => steps(a) - steps(b));
    for (const { id, name } of heavy) {
      const way = this.#around(node, this.#follow(id, routes)) ?? this.#search(id, node.id, excluded);
      if (!way) continue;
      const module = name ?? this.#nameOf(id);
      const links = [{ path: node.path, line: statement.line, module }, ...way.links];
      return { root: way.root, links, endsThere: this.#endTogether(heavy, routes) };
    }
    return undefined;
  }

  /** Whether anything that a module imports of the repository leads to a heavy module, the excluded left out. */
  leadsToHeavy(node: ModuleNode, excluded: ReadonlySet<string>): boolean {
    const { distance } = this.#routesWithout(excluded);
    return node.edges?.targets.some((target) => (distance[target] ?? 0) > 0) ?? false;
  }

  #endTogether(loaded: readonly LoadedModule[], routes: Routes): boolean {
    routes.ends ??= soleEnds(this.#graph.nodes, routes.excluded, this.#graph.importers);
    const { ends } = routes;
    return isSole(loaded.reduce((end, { id }) => joined(end, ends[id] ?? 0), 0));
  }

  #routesWithout(excluded: ReadonlySet<string>): Routes {
    const { nodes, version } = this.#graph;
    if (version !== this.#version || this.#routes.size >= maximumKept) this.#routes.clear();
    this.#version = version;
    const key = [...excluded].sort().join();
    const known = this.#routes.get(key);
    if (known) return known;
    const made: Routes = {
      excluded,
      distance: distances(nodes, excluded, () => this.#graph.importers),
      ways: new Map(),
    };
    this.#routes.set(key, made);
    return made;
  }

  /** A way, unless it leads back through a file. */
  #around({ path }: ModuleNode, way: Way | undefined): Way | undefined {
    return way?.links.some((link) => link.path === path) ? undefined : way;
  }

  /** Down the distances. */
  #follow(start: number, { excluded, distance, ways }: Routes): Way | undefined {
    const { nodes } = this.#graph;
    const passed: { readonly id: number; readonly link: ChainLink }[] = [];
    let way: Way | undefined;
    for (let id = start; !way; ) {
      way = ways.get(id);
      const node = nodes[id];
      if (way || !node?.edges) break;
      const end = heavyEnd(node, excluded);
      if (end) way = { root: end.root, links: [end.link] };
      else {
        const nearer = (distance[id] ?? 0) - 1;
        const next = node.edges.targets.find((target) => distance[target] === nearer);
        if (next === undefined) return undefined;
        passed.push({ id, link: this.#link(node, next) });
        id = next;
      }
    }
    for (const { id, link } of passed.reverse()) {
      if (way) way = { root: way.root, links: [link, ...way.links] };
      ways.set(id, way);
    }
    return way;
  }

  /** Breadth first from a module on, around the file to avoid; only files in a circle of imports need that. */
  #search(start: number, avoided: number, excluded: ReadonlySet<string>): Way | undefined {
    const { nodes } = this.#graph;
    const cameFrom = new Map<number, number>([[start, -1]]);
    for (const id of cameFrom.keys()) {
      const node = nodes[id];
      if (!node?.edges || id === avoided) continue;
      const end = heavyEnd(node, excluded);
      if (end) return { root: end.root, links: [...this.#linksTo(id, cameFrom), end.link] };
      for (const target of node.edges.targets) if (!cameFrom.has(target)) cameFrom.set(target, id);
    }
    return undefined;
  }

  #linksTo(id: number, cameFrom: ReadonlyMap<number, number>): ChainLink[] {
    const links: ChainLink[] = [];
    for (let at = id, from = cameFrom.get(at) ?? -1; from >= 0; at = from, from = cameFrom.get(at) ?? -1) {
      const node = this.#graph.nodes[from];
      if (node) links.unshift(this.#link(node, at));
    }
    return links;
  }

  #link(node: ModuleNode, target: number): ChainLink {
    const load = this.#graph.firstLoad(node, target);
    return {
      path: node.path,
      line: load?.statement.line ?? 1,
      module: load?.loaded.name ?? this.#nameOf(target),
    };
  }

  #nameOf(id: number): string {
    const path = this.#graph.nodes[id]?.path ?? '';
    return this.#graph.moduleName(path) ?? path;
  }
}

function heavyEnd(
  node: ModuleNode,
  excluded: ReadonlySet<string>,
): { root: string; link: ChainLink } | undefined {
  const found = node.edges?.heavy.find(({ root }) => !excluded.has(root));
  if (!found) return undefined;
  const line = node.imports[found.statement]?.line ?? 1;
  return { root: found.root, link: { path: node.path, line, module: found.module } };
}
