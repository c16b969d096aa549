import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import type { Finding } from '../../analysis/finding.ts';
import type { Fix } from '../../analysis/fixes/fix.ts';
import { fixEdit } from '../workspaceEdit.ts';
import { fixData } from './actionData.ts';
import type { ActionRequest } from './actionRequest.ts';
import { findingFixes } from './findingFixes.ts';

/** More places than this make no reason clearer. */
const maximumReasons = 3;

/** The actions that repair what diagnostics tell, in the order of the diagnostics. */
export async function fixActions(request: ActionRequest, diagnostics: Diagnostic[]): Promise<CodeAction[]> {
  const actions = await Promise.all(
    diagnostics.map(async (diagnostic) => {
      const finding = findingOf(request, diagnostic);
      if (!finding) return [];
      const fixes = await findingFixes(request, finding);
      const offered = fixes.map((fix, index) => fixAction(request, diagnostic, finding, { fix, index }));
      return [...offered, ...(await refusedActions(request, diagnostic, finding))];
    }),
  );
  return actions.flat();
}

/** The finding that a diagnostic shows; undefined where it is of an older state of the document. */
export function findingOf(
  { report: { findings, items } }: Pick<ActionRequest, 'report'>,
  { code, range: { start } }: Diagnostic,
): Finding | undefined {
  return findings.find((_, index) => {
    const item = items[index];
    const place = item?.range.start;
    return item?.code === code && place?.line === start.line && place.character === start.character;
  });
}

function fixAction(
  { document, client }: ActionRequest,
  diagnostic: Diagnostic,
  finding: Finding,
  { fix, index }: { readonly fix: Fix; readonly index: number },
): CodeAction {
  const action: CodeAction = {
    title: titleOf(fix),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(index === 0 && fix.safety === 'safe' && { isPreferred: true }),
  };
  if (client.resolvesEdits) return { ...action, data: fixData(document, finding, index) };
  return { ...action, edit: fixEdit(document, fix, client) };
}

/** As a menu shows it; of an unsafe one the first reason why. */
function titleOf({ title, safety, caveats: [caveat] }: Fix): string {
  if (safety === 'safe') return title;
  return `${title} (unsafe${caveat === undefined ? '' : `: ${asPart(caveat)}`})`;
}

/** What cannot be done, with the reasons, for an editor that shows it. */
async function refusedActions(
  { client, explanations, report, document }: ActionRequest,
  diagnostic: Diagnostic,
  finding: Finding,
): Promise<CodeAction[]> {
  if (!client.showsDisabledActions || finding.rule !== 'heavy-import') return [];
  const { verdict, obstacles, fixes } = await explanations.of(report, document.uri, finding);
  if (verdict !== 'no' || fixes.length > 0 || obstacles.length === 0) return [];
  const reason = obstacles
    .slice(0, maximumReasons)
    .map(({ message }) => message)
    .join(' ');
  return [
    {
      title: `Make the import of ${finding.data.module} lazy`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      disabled: { reason },
    },
  ];
}

/** A sentence as a part of another one. */
function asPart(sentence: string): string {
  const [first = '', second = ''] = sentence;
  const lowered = second === second.toLowerCase() ? first.toLowerCase() : first;
  return lowered + sentence.slice(first.length).replace(/\.$/, '');
}
