import type { CodeLens } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { countingOf } from '../analysis/limits/limit.ts';
import type { Definition } from '../analysis/scan/definition.ts';
import { openRulePageCommand, rulePage } from '../protocol/languageServer/languageServerNames.ts';
import type { ClientAbilities } from './clientAbilities.ts';
import type { DocumentReport } from './documentDiagnostics.ts';
import { editorPositions } from './positions/editorPositions.ts';

/** Part of its limit from which a function or class gets a lens. */
const near = 0.9;

/** Lines used of lines allowed: what one lens tells. */
interface Usage {
  readonly line: number;
  readonly subject: string;
  readonly used: number;
  readonly limit: number;
  readonly rule: string;
}

/** Lines used of lines allowed, above the file and above the functions and classes that come near their limit. */
export function codeLenses(
  report: DocumentReport,
  document: TextDocument,
  { runsCommands }: ClientAbilities,
): CodeLens[] {
  if (!report.rules.settings.codeLens.lines || !report.isChecked) return [];
  const { lines } = report.module;
  const { range } = editorPositions(document);
  return [...fileUsage(report), ...definitionUsages(report)].map(({ line, subject, used, limit, rule }) => {
    const start = lines.start(line);
    const title = `${subject}: ${used} of ${limit} lines`;
    const command = { title, command: runsCommands ? openRulePageCommand : '', arguments: [rulePage(rule)] };
    return { range: range(lines.range(start, start)), command };
  });
}

function fileUsage({ limits: { settings }, module, isNotebookCell }: DocumentReport): Usage[] {
  const limit = settings.limits.file;
  if (isNotebookCell || limit === 0 || !settings.fileLengthLanguages.has(module.languageId)) return [];
  return [
    { line: 1, subject: 'File', used: module.counted(settings.counting).total, limit, rule: 'file-too-long' },
  ];
}

function definitionUsages({ limits: { settings }, module }: DocumentReport): Usage[] {
  const counted = {
    function: module.counted(countingOf('function-too-long', settings)),
    class: module.counted(countingOf('class-too-long', settings)),
  };
  return module.definitions.flatMap((definition) => {
    const { kind, firstLine, lastLine } = definition;
    const limit = settings.limits[kind];
    const used = counted[kind].between(firstLine, lastLine);
    if (limit === 0 || used < limit * near) return [];
    return [{ line: firstLine, subject: subjectOf(definition), used, limit, rule: `${kind}-too-long` }];
  });
}

function subjectOf({ kind, name }: Definition): string {
  const noun = kind === 'function' ? 'Function' : 'Class';
  return name === undefined ? noun : `${noun} '${name}'`;
}
