import { points } from '../../../protocol/contracts.ts';
import { identifier } from '../../../protocol/names.ts';
import type { DeclaredContract, FileFacts } from './declaredFacts.ts';
import { plainId } from './declaredIds.ts';

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

/** The contracts a file declares. A bad file is one more row that says why; a task log declares none. */
export function contractDeclarations(facts: FileFacts): ContractDeclaration[] {
  const { file, contracts, tasks, agents, counts, damage } = facts;
  const declarations = contracts.map((contract) => declarationOf(file, contract));
  if (damage !== null) return [...declarations, badFile(file, `${file} ${damage}`)];
  const isOther = tasks.length + agents.length + counts.length > 0 || !/\.json$/i.test(file);
  if (declarations.length > 0 || isOther) return declarations;
  return [badFile(file, `${file} line 1, column 1: no contract is declared (an object with contract_id)`)];
}

/** The row of a file that cannot be read. */
function badFile(file: string, problem: string): ContractDeclaration {
  return { id: plainId(file), title: file, total: undefined, claimed: null, source: `${file}:1`, problem };
}

function declarationOf(file: string, contract: DeclaredContract): ContractDeclaration {
  const source = `${file}:${contract.line}`;
  const id = identifier.safeParse(contract.id);
  const total = points.safeParse(contract.total?.value);
  const facts = {
    id: id.success ? id.data : plainId(source),
    title: contract.title ?? source,
    total: total.success && id.success ? total.data : undefined,
    claimed: wholeOf(contract.completed?.value),
    source,
  };
  if (!id.success)
    return { ...facts, problem: `${source}: contract_id is not an id (${id.error.issues[0]?.message})` };
  return { ...facts, problem: pointsProblem(facts, contract) };
}

function wholeOf(value: number | undefined): number | null {
  return value !== undefined && Number.isSafeInteger(value) ? value : null;
}

function pointsProblem(
  { id, total, claimed, source }: Pick<ContractDeclaration, 'id' | 'total' | 'claimed' | 'source'>,
  contract: DeclaredContract,
): string | null {
  if (total === undefined)
    return contract.total === null && !contract.noFigure.includes('total_points')
      ? `${source}: ${id} has no total_points`
      : `${source}: total_points of ${id} is no whole positive number`;
  if (claimed === null && contract.noFigure.includes('completed_points'))
    return `${source}: completed_points of ${id} is no whole number`;
  if (claimed !== null && claimed > total) return `${source}: ${id} claims ${claimed} of ${total} points`;
  return null;
}
