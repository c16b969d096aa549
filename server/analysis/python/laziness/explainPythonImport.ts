import type { Fix } from '../../fixes/fix.ts';
import type { ImportContext, ImportExplanation, Obstacle } from '../../laziness/importExplanation.ts';
import type { SourceModule } from '../../sourceModule.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import { knowsLazy, lazyFixes } from './fixes/lazyFixes.ts';
import { movingFix } from './fixes/movingFix.ts';
import { gatherFacts } from './gatherFacts.ts';
import type { Hindrance } from './hindrance.ts';
import { annotationHindrances } from './hindrances/annotations.ts';
import { importTimeUses } from './hindrances/importTimeUses.ts';
import { laterRuns } from './hindrances/laterRuns.ts';
import { nameClashes } from './hindrances/nameClashes.ts';
import { otherReaders } from './hindrances/otherReaders.ts';
import { statementForm } from './hindrances/statementForm.ts';
import type { ImportFacts } from './importFacts.ts';
import { type ImportQuestion, importGroup, isRelative } from './importGroup.ts';
import { loopNotes } from './loopNotes.ts';
import { moduleSyntax } from './moduleSyntax.ts';

/** Says why the heavy import of a finding in a Python text can or cannot be lazy, and gives the ways of making it so. */
export function explainPythonImport(
  module: SourceModule,
  question: ImportQuestion,
  context: ImportContext,
): ImportExplanation {
  const syntax = moduleSyntax(module);
  const { tree } = syntax;
  const group = importGroup(module, tree, question);
  const whole = wholeText(module, tree, question, context);
  if (whole) return { verdict: 'no', obstacles: [whole], fixes: [] };
  if (group.length === 0) return { verdict: 'no', obstacles: [notAStatement(question)], fixes: [] };
  const facts = gatherFacts(module, syntax, group, context);
  const hindrances = hindrancesOf(facts, question);
  const fixes = fixesFor(facts, hindrances);
  const obstacles = hindrances.map(({ matrixCase, node, message }) => ({
    matrixCase,
    range: module.lines.range(node.start, node.end),
    message,
  }));
  return { verdict: verdictOf(fixes), obstacles, fixes, notes: fixes.length > 0 ? loopNotes(facts) : [] };
}

function hindrancesOf(facts: ImportFacts, question: ImportQuestion): Hindrance[] {
  const all = [
    statementForm,
    importTimeUses,
    nameClashes,
    annotationHindrances,
    otherReaders,
    laterRuns,
  ].flatMap((each) => each(facts));
  all.push(...ownModule(facts, question));
  const seen = new Set<string>();
  return all
    .filter(({ message }) => !seen.has(message) && seen.add(message))
    .sort((a, b) => a.node.start - b.node.start);
}

/** Case 42: an import that is heavy through a module of the workspace, which may do other things when it is imported. */
function ownModule({ group }: ImportFacts, { data }: ImportQuestion): Hindrance[] {
  const [binding] = group;
  if (!data.chain || !binding || isRelative(binding)) return [];
  const message = `'${data.module}' is this workspace's own: what else it does when it is imported would happen later.`;
  return [{ matrixCase: 42, node: binding.alias, message, moving: 'unsafe', lazy: 'unsafe' }];
}

function fixesFor(facts: ImportFacts, hindrances: readonly Hindrance[]): Fix[] {
  const lazy = lazyFixes(facts, hindrances);
  const moving = movingFix(facts, hindrances);
  const ordered = [
    ...lazy.filter(({ kind }) => kind === 'lazy-statement'),
    ...(moving ? [moving] : []),
    ...lazy.filter(({ kind }) => kind === 'lazy-modules'),
  ];
  // What helps no Python that runs this code is no way out, only a preparation.
  return ordered.some(({ kind }) => kind !== 'lazy-modules') || knowsLazy(facts) ? ordered : [];
}

function verdictOf(fixes: readonly Fix[]): ImportExplanation['verdict'] {
  if (fixes.some(({ safety }) => safety === 'safe')) return 'safe';
  return fixes.length > 0 ? 'unsafe' : 'no';
}

/** What forbids a fix whatever the import is: a text that does not parse, a part of a notebook. */
function wholeText(
  { lines, text }: SourceModule,
  { errors }: PythonModule,
  { range }: ImportQuestion,
  context: ImportContext,
): Obstacle | undefined {
  const [error] = errors;
  if (error) {
    const message = `Line ${lines.lineAt(error.start)} does not parse: ${error.message} Fixes come back when it does.`;
    return { matrixCase: 50, range: lines.range(error.start, error.end), message };
  }
  if (text.includes('\r') && /\r(?!\n)/.test(text)) {
    const message =
      'Some lines end with a carriage return alone, where an edit could not tell one line from the next.';
    return { matrixCase: 49, range, message };
  }
  if (context.isNotebookCell) {
    const message = 'Another cell of the notebook may use the name.';
    return { matrixCase: 51, range, message };
  }
  return undefined;
}

function notAStatement({ range, data }: ImportQuestion): Obstacle {
  const message = `'${data.module}' is imported by a call that runs while the module is imported.`;
  return { matrixCase: 3, range, message };
}
