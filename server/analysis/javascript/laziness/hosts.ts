import type { Obstacle } from '../../laziness/importExplanation.ts';
import type { Reference } from '../scopes/reference.ts';
import { type Region, regionsAround } from '../scopes/region.ts';
import type { SyntaxNode } from '../syntax/syntaxNode.ts';
import { functionLabel, type ImportCase, obstacle } from './importCase.ts';
import { importTimeObstacle } from './importTimeObstacle.ts';

/** A function that can import for itself what it and the functions inside of it use. */
export interface Host {
  readonly node: SyntaxNode;
  readonly uses: readonly Reference[];
}

export interface Hosts {
  readonly hosts: readonly Host[];
  /** Why some uses have no host. */
  readonly obstacles: readonly Obstacle[];
}

/** The functions that an import can move into; with `asynchronous`, those that can await it. */
export function hostsOf(importCase: ImportCase, uses: readonly Reference[], asynchronous: boolean): Hosts {
  const found = new Map<SyntaxNode, Reference[]>();
  const stuck = new Map<SyntaxNode, Reference[]>();
  const obstacles: Obstacle[] = [];
  for (const use of uses) {
    const region = hostRegion(use, asynchronous);
    const why = obstacleTo(importCase, use, region);
    if (why) obstacles.push(why);
    else add(region ? found : stuck, (region ?? use.region).node, use);
  }
  for (const [user, held] of stuck) obstacles.push(synchronousUser(importCase, user, held));
  obstacles.sort((a, b) => a.range.start.line - b.range.start.line);
  return { hosts: obstacles.length > 0 ? [] : outermost(found), obstacles };
}

function add(users: Map<SyntaxNode, Reference[]>, user: SyntaxNode, use: Reference): void {
  const uses = users.get(user);
  if (uses) uses.push(use);
  else users.set(user, [use]);
}

function hostRegion({ region }: Reference, asynchronous: boolean): Region | undefined {
  return regionsAround(region).find(
    ({ kind, node }) => kind === 'body' && (!asynchronous || node['async'] === true),
  );
}

function obstacleTo(importCase: ImportCase, use: Reference, host: Region | undefined): Obstacle | undefined {
  const atImport = importTimeObstacle(importCase, use, host);
  if (atImport || host) return atImport;
  const { name, node, region } = use;
  if (region.kind === 'parameters')
    return obstacle(importCase, 8, node, (line) => {
      return `Line ${line} uses '${name}' in the default of a parameter, before the function could import it.`;
    });
  if (region.kind === 'field')
    return obstacle(importCase, 9, node, (line) => {
      return `Line ${line} uses '${name}' in the initial value of a field, where nothing can be imported.`;
    });
  return undefined;
}

/** One obstacle for a function, whatever it uses: a component may name twenty exports a hundred times. */
function synchronousUser(importCase: ImportCase, user: SyntaxNode, uses: readonly Reference[]): Obstacle {
  const ordered = uses.toSorted((a, b) => a.node.start - b.node.start);
  const [name, ...others] = new Set(ordered.map((use) => use.name));
  const rest = others.length === 0 ? '' : ` and ${others.length} more of the imported names`;
  return obstacle(importCase, 57, ordered[0]?.node ?? user, (line) => {
    return `Line ${line} uses '${name}'${rest} in ${functionLabel(importCase, user)}, which is not async and cannot wait for import().`;
  });
}

/** What a function imports is seen by those inside of it: they need no import of their own. */
function outermost(found: ReadonlyMap<SyntaxNode, readonly Reference[]>): Host[] {
  const nodes = [...found.keys()];
  const around = (node: SyntaxNode) =>
    nodes.find((each) => each !== node && each.start <= node.start && node.end <= each.end);
  return nodes
    .filter((node) => around(node) === undefined)
    .map((node) => {
      const inside = nodes.filter((each) => node.start <= each.start && each.end <= node.end);
      return { node, uses: inside.flatMap((each) => found.get(each) ?? []) };
    });
}
