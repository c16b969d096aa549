import { conflictSides } from '../../../analysis/agentStatus/conflictSides.ts';
import { readJsonDocument } from '../../../analysis/agentStatus/syntax/jsonDocument.ts';
import { type JsonNode, type JsonObject, memberOf } from '../../../analysis/agentStatus/syntax/jsonNode.ts';
import { LineTable } from '../../../analysis/text/lineTable.ts';
import { isTooDeep, jsonProblem, tooDeep } from '../../files/jsonProblem.ts';
import type {
  AgentTotal,
  DeclaredContract,
  DeclaredTask,
  FileFacts,
  StatedCount,
  StatedFraction,
} from './declaredFacts.ts';
import { noFacts } from './declaredFacts.ts';
import { words } from './declaredWords.ts';
import { agentTotals } from './jsonAgentTotals.ts';
import { contractOf } from './jsonContract.ts';
import { countsOf } from './jsonCounts.ts';
import { JsonFields } from './jsonFields.ts';
import { isTask, taskOf } from './jsonTask.ts';
import { fractionsIn } from './statedFractions.ts';

/** Without any of these words a file declares nothing, and need not be taken apart. */
const mentionsFacts = /contract_?id|task_?id|points|(?:current|target|actual)_lines|total_tasks|\d ?\/ ?\d/i;

/** What a JSON file declares: contracts, tasks, points of agents. Damaged text is read as far as it goes. Never throws. */
export function readJsonFacts(file: string, text: string): FileFacts {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (isTooDeep(plain)) return noFacts(file, tooDeep);
  const damage = isJson(plain) ? null : jsonProblem(plain);
  if (!mentionsFacts.test(plain)) return noFacts(file, damage);
  const walk = new FactWalk(file, plain);
  return { ...noFacts(file, damage), ...walk.read() };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A list stands behind a name of no letters, so that one reader reads objects and lists alike. */
const listHead = '{"":';

function rootsOf(text: string): { readonly roots: readonly JsonNode[]; readonly lines: LineTable } {
  const whole = conflictSides(text)?.ours.text ?? text;
  if (!/^\s*\[/.test(whole)) {
    const { root, others } = readJsonDocument(whole);
    return { roots: root ? [root, ...others] : [], lines: new LineTable(whole) };
  }
  const wrapped = `${listHead}${whole}}`;
  const { root } = readJsonDocument(wrapped);
  const list = root && memberOf(root, '')?.value;
  return { roots: list ? [list] : [], lines: new LineTable(wrapped) };
}

class FactWalk {
  readonly #file: string;
  readonly #roots: readonly JsonNode[];
  readonly #lines: LineTable;
  readonly #contracts: DeclaredContract[] = [];
  readonly #tasks: DeclaredTask[] = [];
  readonly #agents: AgentTotal[] = [];
  readonly #fractions: StatedFraction[] = [];
  readonly #counts: StatedCount[] = [];

  constructor(file: string, text: string) {
    this.#file = file;
    const { roots, lines } = rootsOf(text);
    this.#roots = roots;
    this.#lines = lines;
  }

  read(): Pick<FileFacts, 'title' | 'contracts' | 'tasks' | 'agents' | 'fractions' | 'counts'> {
    for (const root of this.#roots) this.#visit(root, '', false);
    const [first] = this.#roots;
    const title = first?.kind === 'object' ? new JsonFields(first, this.#lines).text('title', 'name') : null;
    return {
      title,
      contracts: this.#contracts,
      tasks: this.#tasks,
      agents: this.#agents,
      fractions: this.#fractions,
      counts: this.#counts,
    };
  }

  /** @param known whether what is below was taken as part of a contract or task already */
  #visit(node: JsonNode, key: string, known: boolean): void {
    if (node.kind === 'scalar') this.#text(node, key);
    else if (node.kind === 'list') for (const item of node.items) this.#visit(item, key, known);
    else this.#object(node, known);
  }

  #text(node: Extract<JsonNode, { kind: 'scalar' }>, key: string): void {
    const text = typeof node.value === 'string' ? words(node.value, 2000) : null;
    if (text?.includes('/'))
      this.#fractions.push(...fractionsIn(text, this.#lines.lineAt(node.start), `${key} ${text}`));
  }

  #object(object: JsonObject, known: boolean): void {
    const fields = new JsonFields(object, this.#lines);
    const taken = known || this.#take(object, fields);
    this.#counts.push(...countsOf(object, fields, this.#lines));
    for (const { key, value } of object.members) if (value) this.#visit(value, key, taken);
  }

  /** Takes an object for what it declares; false where it is neither contract nor task. */
  #take(object: JsonObject, fields: JsonFields): boolean {
    if (fields.has('contract_id', 'contractId')) {
      const contract = contractOf(fields, this.#lines);
      if (contract) this.#contracts.push(contract);
      return true;
    }
    if (isTask(fields)) {
      this.#tasks.push(taskOf(fields));
      return true;
    }
    this.#agents.push(...agentTotals(this.#file, object, fields, this.#lines));
    return false;
  }
}
