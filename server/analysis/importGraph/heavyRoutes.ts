import type { ChainLink } from '../finding.ts';
import { distances } from './distances.ts';
import type { ImportGraph } from './importGraph.ts';
import type { ImportStatement } from './importStatement.ts';
import type { LoadedModule, ModuleNode } from './moduleNode.ts';

/** How an import leads to a heavy module. */
export interface HeavyChain {
  /** The entry of the catalogue at its end. */
  readonly root: string;
  /** From the import asked about to the import of the heavy module, both included. */
  readonly links: readonly ChainLink[];
}

/** The ways from a module to a heavy one: its own links, without the import that leads to the module. */
type Way = HeavyChain;

/** Sets of roots kept apart at once: each costs two bytes a module, and a pass over the graph to make anew. */
const maximumKept = 64;

/** Finds the shortest ways from imports to heavy modules in a graph, as it is at each question. */
export class HeavyRoutes {
  readonly #graph: ImportGraph;
  readonly #distances = new Map<string, Uint16Array>();
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
    const distance = this.#distance(excluded);
    const steps = ({ id }: LoadedModule) => distance[id] ?? 0;
    const heavy = this.#graph
      .loadedBy(node, statement)
      .filter((each) => each.imported === imported && steps(each) > 0)
      .sort((a, b) => steps(a) - steps(b));
    for (const { id, name } of heavy) {
      const way = this.#follow(id, node.id, distance, excluded) ?? this.#search(id, node.id, excluded);
      if (!way) continue;
      const module = name ?? this.#nameOf(id);
      return { root: way.root, links: [{ path: node.path, line: statement.line, module }, ...way.links] };
    }
    return undefined;
  }

  /** Whether anything that a module imports of the repository leads to a heavy module. */
  leadsToHeavy(node: ModuleNode): boolean {
    const distance = this.#distance(new Set());
    return node.edges?.targets.some((target) => (distance[target] ?? 0) > 0) ?? false;
  }

  #distance(excluded: ReadonlySet<string>): Uint16Array {
    const { nodes, version } = this.#graph;
    if (version !== this.#version || this.#distances.size >= maximumKept) this.#distances.clear();
    this.#version = version;
    const key = [...excluded].sort().join();
    const known = this.#distances.get(key) ?? distances(nodes, excluded);
    this.#distances.set(key, known);
    return known;
  }

  /** Down the distances; undefined where that leads through the file to avoid. */
  #follow(
    start: number,
    avoided: number,
    distance: Uint16Array,
    excluded: ReadonlySet<string>,
  ): Way | undefined {
    const links: ChainLink[] = [];
    let id = start;
    for (;;) {
      const node = this.#graph.nodes[id];
      if (!node?.edges || id === avoided) return undefined;
      const end = heavyEnd(node, excluded);
      if (end) return { root: end.root, links: [...links, end.link] };
      const nearer = (distance[id] ?? 0) - 1;
      const at = node.edges.targets.findIndex((target) => distance[target] === nearer);
      if (at === -1) return undefined;
      links.push(this.#link(node, at));
      id = node.edges.targets[at] ?? avoided;
    }
  }

  /** Breadth first from a module on, around the file to avoid; only files in a circle of imports need that. */
  #search(start: number, avoided: number, excluded: ReadonlySet<string>): Way | undefined {
    const { nodes } = this.#graph;
    const cameBy = new Map<number, { from: number; at: number }>([[start, { from: -1, at: -1 }]]);
    for (const id of cameBy.keys()) {
      const node = nodes[id];
      if (!node?.edges || id === avoided) continue;
      const end = heavyEnd(node, excluded);
      if (end) return { root: end.root, links: [...this.#linksTo(id, cameBy), end.link] };
      for (const [at, target] of node.edges.targets.entries())
        if (!cameBy.has(target)) cameBy.set(target, { from: id, at });
    }
    return undefined;
  }

  #linksTo(id: number, cameBy: ReadonlyMap<number, { from: number; at: number }>): ChainLink[] {
    const links: ChainLink[] = [];
    for (let step = cameBy.get(id); step && step.from >= 0; step = cameBy.get(step.from)) {
      const node = this.#graph.nodes[step.from];
      if (node) links.unshift(this.#link(node, step.at));
    }
    return links;
  }

  #link(node: ModuleNode, at: number): ChainLink {
    const target = node.edges?.targets[at] ?? -1;
    const statement = node.imports[node.edges?.statements[at] ?? -1];
    const loaded = statement && this.#graph.loadedBy(node, statement).find(({ id }) => id === target);
    return { path: node.path, line: statement?.line ?? 1, module: loaded?.name ?? this.#nameOf(target) };
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
