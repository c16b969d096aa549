import { findNodeAtLocation, getNodeValue, type Node, parseTree } from 'jsonc-parser';
import { points } from '../../protocol/contracts.ts';
import { identifier } from '../../protocol/names.ts';
import { isTooDeep, jsonProblem, lineOf, tooDeep } from '../files/jsonProblem.ts';

/** A contract as a file of the repository declares it, or what keeps the file from declaring any. */
export interface ContractDeclaration {
  readonly id: string;
  readonly title: string;
  /** Undefined where the file states no usable one. */
  readonly total: number | undefined;
  /** What the file claims is completed. */
  readonly claimed: number | null;
  /** `path:line`. */
  readonly source: string;
  readonly problem: string | null;
}

/** Real files nest contracts in lists and groups; deeper than this are other things. */
const maximumDepth = 6;

/** The contracts a JSON file declares: every object with a `contract_id`. Never throws; a bad file is one row that says why. */
export function readDeclarations(file: string, text: string): ContractDeclaration[] {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    JSON.parse(plain);
  } catch {
    return [badFile(file, `${file} ${jsonProblem(plain)}`)];
  }
  if (isTooDeep(plain)) return [badFile(file, `${file} ${tooDeep}`)];
  const root = parseTree(plain);
  const nodes = root ? [...contractNodes(root, 0)] : [];
  if (nodes.length === 0)
    return [badFile(file, `${file} line 1, column 1: no contract is declared (an object with contract_id)`)];
  return nodes.map((node) => declarationOf(node, `${file}:${lineOf(plain, node.offset)}`));
}

/** The row of a file that cannot be read. */
export function badFile(file: string, problem: string): ContractDeclaration {
  return { id: idOfFile(file), title: file, total: undefined, claimed: null, source: `${file}:1`, problem };
}

function* contractNodes(node: Node, depth: number): Generator<Node> {
  if (depth > maximumDepth) return;
  if (node.type === 'object' && findNodeAtLocation(node, ['contract_id'])) {
    yield node;
    return;
  }
  for (const child of node.children ?? []) {
    const value = child.type === 'property' ? child.children?.[1] : child;
    if (value) yield* contractNodes(value, depth + 1);
  }
}

function declarationOf(node: Node, source: string): ContractDeclaration {
  const field = (name: string): unknown => {
    const found = findNodeAtLocation(node, [name]);
    return found && getNodeValue(found);
  };
  const stated = field('contract_id');
  const id = identifier.safeParse(typeof stated === 'number' ? String(stated) : stated);
  const title = field('title');
  const total = points.safeParse(field('total_points'));
  const completed = field('completed_points');
  const claimed = typeof completed === 'number' && Number.isSafeInteger(completed) ? completed : null;
  const facts = {
    id: id.success ? id.data : idOfFile(source),
    title: typeof title === 'string' && title.trim() !== '' ? title.trim().slice(0, 200) : source,
    total: total.success && id.success ? total.data : undefined,
    claimed,
    source,
  };
  if (!id.success)
    return { ...facts, problem: `${source}: contract_id is not an id (${id.error.issues[0]?.message})` };
  return { ...facts, problem: pointsProblem(facts, field('total_points'), completed) };
}

function pointsProblem(
  { id, total, claimed, source }: Pick<ContractDeclaration, 'id' | 'total' | 'claimed' | 'source'>,
  stated: unknown,
  completed: unknown,
): string | null {
  if (total === undefined)
    return stated === undefined
      ? `${source}: ${id} has no total_points`
      : `${source}: total_points of ${id} is no whole positive number`;
  if (completed !== undefined && completed !== null && claimed === null)
    return `${source}: completed_points of ${id} is no whole number`;
  if (claimed !== null && claimed > total) return `${source}: ${id} claims ${claimed} of ${total} points`;
  return null;
}

/** An id made of a path, for what has none of its own. */
function idOfFile(file: string): string {
  const id = file.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return id.slice(-64).replace(/^[^A-Za-z0-9]+/, '') || 'file';
}
