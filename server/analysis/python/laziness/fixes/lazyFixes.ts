import type { Fix, OffsetEdit } from '../../../fixes/fix.ts';
import { lineEnding } from '../../../suppression/edits/directiveEdit.ts';
import type { Import, ImportFrom } from '../../syntax/statementNodes.ts';
import { importTexts } from '../edits/importText.ts';
import { indentOf } from '../edits/indent.ts';
import { joinEdits } from '../edits/joinEdits.ts';
import { headLine } from '../edits/moduleHead.ts';
import { removeImports } from '../edits/removal.ts';
import type { Hindrance } from '../hindrance.ts';
import type { ImportFacts } from '../importFacts.ts';
import { askedNames, lazyModulesList } from '../lazyModules.ts';
import { quotedNames } from '../quotedNames.ts';

/** Fixes that leave the name in the module but load it when it is first used (PEP 810, Python 3.15). */
export function lazyFixes(facts: ImportFacts, hindrances: readonly Hindrance[]): Fix[] {
  if (hindrances.some(({ lazy }) => lazy === 'no')) return [];
  const caveats = [
    ...new Set(hindrances.filter(({ lazy }) => lazy === 'unsafe').map(({ message }) => message)),
  ];
  return [lazyStatement(facts, caveats), lazyModules(facts, caveats)].filter((fix) => fix !== undefined);
}

function lazyStatement(facts: ImportFacts, caveats: readonly string[]): Fix | undefined {
  if (!knowsLazy(facts)) return undefined;
  const statements = [...new Set(facts.group.map(({ statement }) => statement))];
  return {
    kind: 'lazy-statement',
    title: `Import ${quotedNames(facts.group)} lazily (PEP 810)`,
    safety: caveats.length > 0 ? 'unsafe' : 'safe',
    caveats,
    edits: joinEdits(statements.flatMap((statement) => makeLazy(facts, statement))),
  };
}

/** Whether every Python that the code runs on knows `lazy import`. */
export function knowsLazy({ context: { target } }: ImportFacts): boolean {
  return target !== undefined && (target.major > 3 || (target.major === 3 && target.minor >= 15));
}

function makeLazy({ module: { lines }, group }: ImportFacts, statement: Import | ImportFrom): OffsetEdit[] {
  const own = group.filter((each) => each.statement === statement);
  if (own.length === statement.names.length)
    return [{ start: statement.start, end: statement.start, newText: 'lazy ' }];
  const lineEnd = lineEnding(lines, statement.start);
  const indent = indentOf(lines, statement);
  const written = importTexts(lines.text, own, { indent, lineEnd }).map(
    (each) => `${indent}lazy ${each}${lineEnd}`,
  );
  const end = lines.start(lines.lineAt(statement.end) + 1);
  const unfinished = lines.text.endsWith('\n') || end < lines.text.length ? '' : lineEnd;
  return [...removeImports(lines, own), { start: end, end, newText: unfinished + written.join('') }];
}

/** Names the modules in `__lazy_modules__`: Python before 3.15 takes no notice of it. */
function lazyModules(facts: ImportFacts, caveats: readonly string[]): Fix | undefined {
  const names = askedNames(facts);
  const list = lazyModulesList(facts.tree);
  if (names === undefined || list === 'unreadable') return undefined;
  const { lines } = facts.module;
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const lineEnd = lineEnding(lines, 0);
  const last = list?.elements.at(-1);
  const edit =
    list === undefined
      ? headLine({ lines, tree: facts.tree, lineEnd }, `__lazy_modules__ = [${quoted}]`)
      : {
          start: last?.end ?? list.start + 1,
          end: last?.end ?? list.start + 1,
          newText: last ? `, ${quoted}` : quoted,
        };
  // First, because a menu shows the first one.
  const own = knowsLazy(facts) ? caveats : ['It has no effect before Python 3.15.', ...caveats];
  return {
    kind: 'lazy-modules',
    title: `Name ${names.join(', ')} in __lazy_modules__`,
    safety: own.length > 0 ? 'unsafe' : 'safe',
    caveats: own,
    edits: [edit],
  };
}
