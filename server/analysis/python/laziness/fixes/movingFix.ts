import type { Fix, FixKind, OffsetEdit } from '../../../fixes/fix.ts';
import { lineEnding } from '../../../suppression/edits/directiveEdit.ts';
import type { Suite } from '../../syntax/statementNodes.ts';
import { availabilityFlag } from '../availabilityFlag.ts';
import { canHold, insertImports } from '../edits/insertion.ts';
import { joinEdits } from '../edits/joinEdits.ts';
import { moduleGetattr } from '../edits/moduleGetattr.ts';
import { headLine, type ModuleHead } from '../edits/moduleHead.ts';
import { removeImports, withoutBlanks } from '../edits/removal.ts';
import { importForTypes, typeCheckingBody } from '../edits/typeCheckingBlock.ts';
import type { Hindrance } from '../hindrance.ts';
import type { ImportBinding } from '../importBinding.ts';
import type { ImportFacts } from '../importFacts.ts';
import { placementOf } from '../placement.ts';
import { quotedNames } from '../quotedNames.ts';

/** Where the imports go. */
interface Destinations {
  readonly bodies: ReadonlyMap<Suite, readonly ImportBinding[]>;
  readonly functions: readonly string[];
  readonly forTypes: readonly ImportBinding[];
}

/** Takes the imports out of the module, to where they are used; undefined where something forbids it. */
export function movingFix(facts: ImportFacts, hindrances: readonly Hindrance[]): Fix | undefined {
  const forbidding = hindrances.filter(({ moving }) => moving === 'no');
  const [exception] = forbidding;
  if (forbidding.some(({ exceptFor }) => exceptFor === undefined || exceptFor !== exception?.exceptFor))
    return undefined;
  const destinations = destinationsOf(facts);
  const { lines } = facts.module;
  const head: ModuleHead = { lines, tree: facts.tree, lineEnd: lineEnding(lines, 0) };
  for (const [body, bindings] of destinations.bodies) if (!canHold(head, body, bindings)) return undefined;
  const isFlag = exception?.exceptFor === 'availability-flag';
  const unsafe = hindrances.filter(({ moving }) => moving === 'unsafe');
  const caveats = [...new Set([...(isFlag ? [flagCaveat] : []), ...unsafe.map(({ message }) => message)])];
  const exports = exception?.exceptFor === 'module-getattr' ? exportedOnes(facts, forbidding) : [];
  if (destinations.bodies.size + destinations.forTypes.length + exports.length === 0) return undefined;
  return {
    ...kindAndTitle(facts, destinations, exception),
    safety: caveats.length > 0 ? 'unsafe' : 'safe',
    caveats,
    edits: joinEdits(editsFor(facts, head, hindrances, destinations, exports)),
  };
}

const flagCaveat = 'The flag then says whether the module is installed, not whether importing it works.';

function exportedOnes({ group }: ImportFacts, forbidding: readonly Hindrance[]): ImportBinding[] {
  return group.filter(({ alias }) => forbidding.some(({ node }) => node === alias));
}

function destinationsOf({ uses, mentions, group }: ImportFacts): Destinations {
  const bodies = new Map<Suite, Set<ImportBinding>>();
  const forTypes = new Set(mentions.flatMap(({ bindings }) => bindings));
  const functions = new Set<string>();
  for (const { site, needs } of uses) {
    if (site.when === 'annotation') for (const each of needs) forTypes.add(each);
    if (site.when !== 'call') continue;
    const { body, function: user } = site.destination;
    functions.add(user ? `${user.name.name}()` : 'the script');
    const bindings = bodies.get(body) ?? new Set();
    for (const each of needs) bindings.add(each);
    bodies.set(body, bindings);
  }
  const ordered = [...bodies].map(([body, set]) => [body, group.filter((each) => set.has(each))] as const);
  return {
    bodies: new Map(ordered),
    functions: [...functions],
    forTypes: group.filter((each) => forTypes.has(each)),
  };
}

function kindAndTitle(
  { group }: ImportFacts,
  { bodies, functions, forTypes }: Destinations,
  exception: Hindrance | undefined,
): { kind: FixKind; title: string } {
  const names = quotedNames(group);
  const isOne = group.every(({ name }) => name === group[0]?.name);
  if (exception?.exceptFor === 'module-getattr')
    return {
      kind: 'module-getattr',
      title: `Import ${names} when ${isOne ? 'it is' : 'they are'} asked for, through __getattr__ (PEP 562)`,
    };
  if (exception)
    return {
      kind: 'availability-flag',
      title: `Import ${names} where ${isOne ? 'it is' : 'they are'} used, and set the flag by find_spec()`,
    };
  if (bodies.size === 0) return { kind: 'type-checking', title: `Import ${names} for type checkers only` };
  const where =
    functions.length === 1
      ? `inside ${functions[0]}`
      : `inside the ${functions.length} functions that use ${isOne ? 'it' : 'them'}`;
  return {
    kind: 'function-local',
    title: `Import ${names} ${where}${forTypes.length > 0 ? ', and for type checkers' : ''}`,
  };
}

function editsFor(
  facts: ImportFacts,
  head: ModuleHead,
  hindrances: readonly Hindrance[],
  { bodies, forTypes }: Destinations,
  exports: readonly ImportBinding[],
): OffsetEdit[] {
  const { lines } = head;
  const removals = removeImports(
    lines,
    facts.group.filter((each) => placementOf(each).kind !== 'try'),
  );
  const makesBlock = forTypes.length > 0 && typeCheckingBody(facts.tree) === undefined;
  const needsFuture = hindrances.some(({ matrixCase }) => matrixCase === 11);
  return [
    ...(needsFuture ? [headLine(head, 'from __future__ import annotations', true)] : []),
    ...(forTypes.length > 0 ? importForTypes(head, forTypes) : []),
    ...flagEdits(facts, head),
    ...(makesBlock ? removals : withoutBlanks(lines, joinEdits(removals))),
    ...[...bodies].map(([body, bindings]) => insertImports(head, body, bindings)),
    ...(exports.length > 0 ? [moduleGetattr(head, exports)] : []),
  ];
}

/** A `try` that sets a flag becomes the question whether the module can be found. */
function flagEdits({ group, tree }: ImportFacts, head: ModuleHead): OffsetEdit[] {
  const edits: OffsetEdit[] = [];
  for (const binding of group) {
    const placement = placementOf(binding);
    const flag = placement.kind === 'try' ? availabilityFlag(tree, binding, placement.node) : undefined;
    if (!flag || edits.some(({ start }) => start === flag.statement.start)) continue;
    const root = binding.loads.split('.')[0];
    const written = flag.names.map((name) => `${name} = importlib.util.find_spec("${root}") is not None`);
    edits.push({ start: flag.statement.start, end: flag.statement.end, newText: written.join(head.lineEnd) });
  }
  const known = tree.body.some(
    (each) =>
      each.kind === 'import' &&
      each.names.some(({ name, alias }) => name.name === 'importlib.util' && !alias),
  );
  return edits.length > 0 && !known ? [headLine(head, 'import importlib.util'), ...edits] : edits;
}
