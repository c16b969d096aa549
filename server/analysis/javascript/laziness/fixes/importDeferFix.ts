import type { Fix, OffsetEdit } from '../../../fixes/fix.ts';
import type { ImportCase } from '../importCase.ts';
import { importTimeObstacle } from '../importTimeObstacle.ts';
import { fromClause } from './importTypeFix.ts';
import { namespaceName, namespaceUses } from './namespaceUses.ts';

/**
 * `import defer * as ns`, which loads the package when something of it is first read. No engine has it without being
 * told, so it is offered to those alone who say that theirs does, or whose file has one already.
 */
export function importDeferFix(importCase: ImportCase): Fix[] {
  const { subject } = importCase;
  const uses = subject.bindings.flatMap(({ values }) => values);
  if (subject.form !== 'import' || uses.some((use) => importTimeObstacle(importCase, use, undefined)))
    return [];
  const edits = deferEdits(importCase);
  if (!edits) return [];
  return [
    {
      kind: 'import-defer',
      title: `Load ${subject.specifier} when it is first used (import defer)`,
      safety: 'unsafe',
      caveats: [
        'What runs or bundles this file has to know import defer.',
        `It loads '${subject.specifier}' at once where that, or something it imports, awaits at its top level.`,
      ],
      edits,
    },
  ];
}

function deferEdits(importCase: ImportCase): OffsetEdit[] | undefined {
  const { subject, text } = importCase;
  const { statement, bindings } = subject;
  const whole = bindings.find(({ imported }) => imported === '*');
  const afterImport = statement.start + 'import'.length;
  if (whole && bindings.length === 1) return [{ start: afterImport, end: afterImport, newText: ' defer' }];
  if (whole || bindings.some(({ types }) => types.length > 0)) return undefined;
  const name = namespaceName(importCase);
  const uses = bindings.flatMap(({ values, imported }) => values.map((use) => [use, imported] as const));
  const rewritten = namespaceUses(importCase, uses, name);
  const newText = `import defer * as ${name}${fromClause(text, statement)}`;
  return rewritten && [{ start: statement.start, end: statement.end, newText }, ...rewritten];
}
