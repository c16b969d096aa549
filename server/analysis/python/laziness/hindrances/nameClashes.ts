import type { Hindrance } from '../hindrance.ts';
import type { ImportFacts } from '../importFacts.ts';
import type { ImportUse } from '../importUse.ts';
import { mentions } from '../typeMention.ts';
import type { Destination } from '../useSite.ts';

/**
 * Case 35: functions that need an import for what it loads, but have another use for the name that it binds:
 * `torch.nn.x` needs `import torch.nn as nn` where `nn` is a parameter.
 */
export function nameClashes(facts: ImportFacts): Hindrance[] {
  return facts.uses.flatMap((use) =>
    use.site.when === 'call' ? clashesIn(facts, use, use.site.destination) : [],
  );
}

function clashesIn(
  { module, uses }: ImportFacts,
  { node, needs }: ImportUse,
  { function: user }: Destination,
): Hindrance[] {
  if (user === undefined) return [];
  const text = module.text.slice(user.keywordStart, user.end);
  const isMeant = (name: string) =>
    uses.some(({ node: each }) => each.name === name && user.start <= each.start && each.end <= user.end);
  const other = needs.find(({ name }) => name !== node.name && !isMeant(name) && mentions(text, name));
  if (other === undefined) return [];
  const message = `${user.name.name}() has another use for the name '${other.name}', but needs the import of '${other.loads}' too.`;
  return [{ matrixCase: 35, node: user.name, message, moving: 'no', lazy: 'none' }];
}
