import type { Name, Node } from '../syntax/expressionNodes.ts';
import type { ImportBinding } from './importBinding.ts';
import { isWithin } from './importGroup.ts';
import type { SyntaxIndex } from './syntaxIndex.ts';
import { isKind } from './syntaxPath.ts';
import { type UseSite, useSite } from './useSite.ts';

/** A place that evaluates a name which an import of the group binds. */
export interface ImportUse {
  readonly node: Name;
  readonly site: UseSite;
  /** The imports that the place needs, in order. */
  readonly needs: readonly ImportBinding[];
}

export function importUse(index: SyntaxIndex, node: Name, group: readonly ImportBinding[]): ImportUse {
  const attributes = attributesBehind(index, node);
  const own = group.filter(({ name }) => name === node.name);
  const needed = group.filter((each) => own.some((binding) => isNeeded(each, binding, attributes)));
  const binds = needed.some(({ name }) => name === node.name);
  const needs = binds ? needed : group.filter((each) => each === own[0] || needed.includes(each));
  return { node, site: useSite(index, node), needs };
}

/**
 * Whether what a name is used for may depend on an import: on the one that binds it, and on those that load a module
 * below it: `torch.nn.x` may need `import torch.nn as nn` although that binds another name.
 */
function isNeeded(each: ImportBinding, binding: ImportBinding, attributes: readonly string[]): boolean {
  const { standsFor } = binding;
  const depth = standsFor.split('.').length;
  const below = isWithin(each.loads, standsFor) ? each.loads.split('.')[depth] : undefined;
  if (below === undefined) return each.name === binding.name;
  return attributes[0] === undefined || attributes[0] === below;
}

/** The attributes asked of a name: `nn`, `Linear` in `torch.nn.Linear(3)`. */
function attributesBehind(index: SyntaxIndex, node: Name): string[] {
  const path = index.pathTo(node);
  const found: string[] = [];
  let inner: Node = node;
  for (const outer of path.slice(0, -1).reverse()) {
    if (!isKind(outer, 'attribute') || outer.value !== inner) break;
    found.push(outer.attribute.name);
    inner = outer;
  }
  return found;
}
