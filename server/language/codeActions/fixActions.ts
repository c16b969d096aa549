import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import type { Finding, HeavyImportFinding } from '../../analysis/finding.ts';
import type { Fix } from '../../analysis/fix.ts';
import type { ImportExplanation } from '../../analysis/importExplanation.ts';
import { editorEdits, workspaceEdit } from '../workspaceEdit.ts';
import { fixData } from './actionData.ts';
import type { ActionRequest } from './actionRequest.ts';

/** More places than this make no reason clearer. */
const maximumReasons = 3;

/** The actions that repair what diagnostics tell, in the order of the diagnostics. */
export async function fixActions(request: ActionRequest, diagnostics: Diagnostic[]): Promise<CodeAction[]> {
  const actions = await Promise.all(
    diagnostics.map(async (diagnostic) => {
      const finding = findingOf(request, diagnostic);
      return finding?.rule === 'heavy-import' ? importActions(request, diagnostic, finding) : [];
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

async function importActions(
  request: ActionRequest,
  diagnostic: Diagnostic,
  finding: HeavyImportFinding,
): Promise<CodeAction[]> {
  const { explanations, report, document, client } = request;
  const explanation = await explanations.of(report, document.uri, finding);
  const fixes = explanation.fixes.map((fix, index) =>
    fixAction(request, diagnostic, finding, { fix, index }),
  );
  const refused = client.showsDisabledActions ? refusedAction(explanation, diagnostic, finding) : [];
  return [...fixes, ...refused];
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
  const edits = editorEdits(document, fix.edits);
  return { ...action, edit: workspaceEdit(document, edits, client.takesVersionedEdits) };
}

/** As a menu shows it; of an unsafe one the first reason why. */
function titleOf({ title, safety, caveats: [caveat] }: Fix): string {
  if (safety === 'safe') return title;
  return `${title} (unsafe${caveat === undefined ? '' : `: ${asPart(caveat)}`})`;
}

function refusedAction(
  { verdict, obstacles, fixes }: ImportExplanation,
  diagnostic: Diagnostic,
  { data: { module } }: HeavyImportFinding,
): CodeAction[] {
  if (verdict !== 'no' || fixes.length > 0 || obstacles.length === 0) return [];
  const reason = obstacles
    .slice(0, maximumReasons)
    .map(({ message }) => message)
    .join(' ');
  return [
    {
      title: `Make the import of ${module} lazy`,
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
