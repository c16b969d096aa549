import type { Node } from '../syntax/expressionNodes.ts';
import type { ImportFacts } from './importFacts.ts';
import { lastName } from './localDefinitions.ts';
import { descendants, isKind } from './syntaxPath.ts';

/** Sentences about functions that would import in every round of a loop: cheap, but not free. */
export function loopNotes({ module, index, uses }: ImportFacts): string[] {
  const users = new Set(
    uses.flatMap(({ site }) =>
      site.when === 'call' && site.destination.function ? [site.destination.function.name.name] : [],
    ),
  );
  const notes = new Map<string, string>();
  for (const node of index.nodesOf(users)) {
    if (!isKind(node, 'for', 'while', 'comprehension')) continue;
    for (const inner of descendants(node as Node)) {
      const name = isKind(inner, 'call') ? lastName(inner.callee) : '';
      if (!users.has(name) || notes.has(name)) continue;
      const line = module.lines.lineAt(inner.start);
      notes.set(
        name,
        `Line ${line} calls ${name}() in a loop: an import inside it costs 0.2 to 0.4 µs per call once the module is loaded.`,
      );
    }
  }
  return [...notes.values()];
}
