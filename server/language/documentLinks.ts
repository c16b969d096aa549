import type { DocumentLink } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from '../analysis/rules.ts';
import { rulePage } from '../protocol/languageServer/languageServerNames.ts';

/** More links than this nobody follows. */
const maximumLinks = 200;
const directive = /\bswarm:[ \t]*disable(?:-file)?[ \t]*=[ \t]*([a-z][a-z, \t-]{0,300})/g;

/** The rules that comments disable, each linked to its page. */
export function documentLinks(document: TextDocument): DocumentLink[] {
  const text = document.getText();
  if (!text.includes('swarm:')) return [];
  const links: DocumentLink[] = [];
  for (const found of text.matchAll(directive)) {
    const listStart = found.index + found[0].length - (found[1]?.length ?? 0);
    for (const { 0: name, index } of (found[1] ?? '').matchAll(/[a-z-]+/g)) {
      if (links.length === maximumLinks || !rules.some(({ id }) => id === name)) continue;
      const start = document.positionAt(listStart + index);
      const end = document.positionAt(listStart + index + name.length);
      links.push({ range: { start, end }, target: rulePage(name), tooltip: `Open the page of ${name}` });
    }
  }
  return links;
}
