import { bindModule } from '../../javascript/scopes/bindModule.ts';
import { parseJavaScript } from '../../javascript/syntax/parseJavaScript.ts';
import { child, list, nameIn, type SyntaxNode } from '../../javascript/syntax/syntaxNode.ts';
import type { SplitPlan } from '../splitPlan.ts';
import { bindingOf } from './splitSource.ts';

/** What is known of a text by looking at it: which names it exports, and which it uses without declaring them. */
interface Outline {
  readonly exported: ReadonlySet<string>;
  readonly free: ReadonlySet<string>;
}

/** What is wrong with a plan, as a sentence; undefined where every file parses and no name is lost. */
export async function faultOfPlan(
  { text, languageId }: { readonly text: string; readonly languageId: string },
  { original, files }: SplitPlan,
): Promise<string | undefined> {
  const before = await outline(text, languageId);
  const after = await outline(original.text, languageId);
  for (const file of [original, ...files]) {
    const found = await outline(file.text, languageId);
    if (!found) return `The split would leave ${file.path} unparsable.`;
    const lost = [...found.free].find((name) => !before?.free.has(name));
    if (lost !== undefined) return `The split would leave ${file.path} without '${lost}'.`;
  }
  const missing = [...(before?.exported ?? [])].find((name) => !after?.exported.has(name));
  return missing === undefined ? undefined : `The split would lose the export '${missing}'.`;
}

async function outline(text: string, languageId: string): Promise<Outline | undefined> {
  const parsed = await parseJavaScript(text, languageId);
  if ('fault' in parsed) return undefined;
  const { program } = parsed.tree;
  const { references } = bindModule(program);
  const free = references.filter((reference) => !bindingOf(reference));
  return {
    exported: new Set(list(program, 'body').flatMap(exportedBy)),
    free: new Set(free.map(({ name }) => name)),
  };
}

function exportedBy(statement: SyntaxNode): string[] {
  if (statement.type === 'ExportDefaultDeclaration') return ['default'];
  if (statement.type === 'ExportAllDeclaration') return [`* from ${nameIn(statement, 'source')}`];
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const declaration = child(statement, 'declaration');
  const declared = declaration
    ? [declaration, ...list(declaration, 'declarations')].map((each) => nameIn(each, 'id'))
    : [];
  const listed = list(statement, 'specifiers').map((each) => nameIn(each, 'exported'));
  return [...declared, ...listed].filter((name) => name !== '');
}
