import type { ModuleScopes } from '../../python/scopes/scope.ts';
import { childNodes } from '../../python/syntax/childNodes.ts';
import type { Node } from '../../python/syntax/expressionNodes.ts';
import type { PythonModule } from '../../python/syntax/statementNodes.ts';
import { namesInStrings } from './stringReferences.ts';
import type { Unit } from './unit.ts';

const doctestLine = /^[ \t]*(?:>>>|\.\.\.) .*$/gm;
const identifier = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** The statements of a module with the names they bind and read. */
export function moduleUnits(text: string, tree: PythonModule, scopes: ModuleScopes): Unit[] {
  const units = tree.body.map((statement, index): Unit => {
    const previousEnd = tree.body[index - 1]?.end ?? 0;
    const start = blockStart(text, statement.start, previousEnd);
    const end = blockEnd(text, statement.end);
    const empty = () => new Set<string>();
    return {
      index,
      statement,
      start,
      end,
      binds: empty(),
      reads: empty(),
      readsAtImport: empty(),
      foreign: empty(),
      rebinds: false,
    };
  });
  const unitAt = (offset: number) => units[lastStarting(units, offset)];
  addBindings(scopes, unitAt);
  addReads(scopes, unitAt);
  for (const unit of units) addStringReads(unit, text, scopes);
  return units;
}

function lastStarting(units: readonly Unit[], offset: number): number {
  let [low, high] = [0, units.length];
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((units[middle]?.statement.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function addBindings({ module }: ModuleScopes, unitAt: (offset: number) => Unit | undefined): void {
  for (const { name, places } of module.bindings.values()) {
    for (const place of places) {
      const unit = unitAt(place.start);
      unit?.binds.add(name);
      if (unit && place.evaluation.when !== 'import') unit.rebinds = true;
    }
  }
}

function addReads({ module, uses }: ModuleScopes, unitAt: (offset: number) => Unit | undefined): void {
  for (const { node, name, binding, evaluation } of uses) {
    const unit = unitAt(node.start);
    if (binding === undefined) unit?.foreign.add(name);
    if (binding?.scope !== module) continue;
    unit?.reads.add(name);
    const isAtImport =
      evaluation.when === 'import' || (evaluation.when === 'annotation' && evaluation.isEvaluated);
    if (isAtImport) unit?.readsAtImport.add(name);
  }
}

/** Types and doctests name things in strings. */
function addStringReads(unit: Unit, text: string, { module }: ModuleScopes): void {
  const visit = (node: Node): void => {
    for (const name of namesInStrings(node, text)) if (module.bindings.has(name)) unit.reads.add(name);
    for (const child of childNodes(node)) visit(child);
  };
  visit(unit.statement);
  const examples = text.slice(unit.start, unit.end).match(doctestLine) ?? [];
  for (const name of examples.flatMap((line) => line.match(identifier) ?? []))
    if (module.bindings.has(name)) unit.reads.add(name);
}

/** Comments right above a statement belong to it. */
function blockStart(text: string, statementStart: number, previousEnd: number): number {
  let start = lineStart(text, statementStart);
  while (start > previousEnd) {
    const above = lineStart(text, start - 1);
    if (above < previousEnd || !/^#(?!!|.*coding[:=])/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** Indented comments below a suite belong to it. */
function blockEnd(text: string, statementEnd: number): number {
  let end = lineEnd(text, statementEnd);
  for (let at = end; at < text.length; ) {
    const next = lineEnd(text, at);
    const line = text.slice(at, next);
    if (line.trim() !== '' && !/^[ \t]+#/.test(line)) break;
    at = next;
    if (line.trim() !== '') end = next;
  }
  return end;
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}
