import type { Try } from '../../syntax/statementNodes.ts';
import { availabilityFlag } from '../availabilityFlag.ts';
import type { Hindrance } from '../hindrance.ts';
import type { ImportBinding } from '../importBinding.ts';
import type { ImportFacts } from '../importFacts.ts';
import { isRelative, isWithin } from '../importGroup.ts';
import { type Placement, placementOf } from '../placement.ts';

/** Cases 9, 18, 21 to 23, 25 to 27 and 42: how and where the import is written. */
export function statementForm(facts: ImportFacts): Hindrance[] {
  return facts.group.flatMap((binding) => {
    const message = formMessage(binding);
    if (message) return [{ ...message, node: binding.alias, moving: 'no', lazy: 'no' }];
    return [
      ...placed(facts, binding, placementOf(binding)),
      ...unused(facts, binding),
      ...circular(facts, binding),
    ];
  });
}

// Imports that change something elsewhere and are not meant to be named.
const registrars =
  /^(?:readline|rlcompleter|mpl_toolkits|antigravity|this|sitecustomize|usercustomize|scienceplots|tensorflow_text|torch_npu|intel_extension_for_pytorch|gevent\.monkey|eventlet|pyximport|django\.setup|sklearn\.experimental|undetected_chromedriver\.patcher)(?:\.|$)/;

function formMessage(binding: ImportBinding): Pick<Hindrance, 'matrixCase' | 'message'> | undefined {
  const { alias, loads, statement } = binding;
  if (binding.name === '*')
    return {
      matrixCase: 27,
      message: `'from ${loads} import *' binds names that nobody can tell before it runs.`,
    };
  if (alias.alias && alias.alias.name === alias.name.name)
    return {
      matrixCase: 18,
      message: `'${alias.alias.name}' is exported on purpose: it is imported under its own name.`,
    };
  if (registrars.test(loads) || (statement.kind === 'importFrom' && registrars.test(binding.standsFor)))
    return {
      matrixCase: 26,
      message: `Importing '${loads}' registers something with other modules at once.`,
    };
  return undefined;
}

function placed(facts: ImportFacts, binding: ImportBinding, placement: Placement): Hindrance[] {
  const { alias: node, loads: module, name } = binding;
  const at = (matrixCase: number, message: string, lazy: Hindrance['lazy'] = 'no'): Hindrance[] => [
    { matrixCase, node, message, moving: 'no', lazy },
  ];
  switch (placement.kind) {
    case 'class':
      return at(9, `The import makes '${name}' an attribute of a class.`);
    case 'try':
      return [guarded(facts, binding, placement.node)];
    case 'with':
      return at(22, `The import of '${module}' stands in a with statement, which may suppress its errors.`);
    case 'condition':
    case 'match':
      return at(23, `The import of '${module}' depends on a condition that may have changed later.`, 'none');
    case 'loop':
      return at(23, `The import of '${module}' stands in a loop.`);
    default:
      return [];
  }
}

function guarded({ tree }: ImportFacts, binding: ImportBinding, guard: Try): Hindrance {
  const { alias: node, loads } = binding;
  const message = `The import of '${loads}' stands in a try statement that says what happens where it fails.`;
  const hindrance: Hindrance = { matrixCase: 21, node, message, moving: 'no', lazy: 'no' };
  return availabilityFlag(tree, binding, guard)
    ? { ...hindrance, exceptFor: 'availability-flag' }
    : hindrance;
}

function unused(
  { uses, exports, mentions, rebindings, context }: ImportFacts,
  binding: ImportBinding,
): Hindrance[] {
  const { name, alias: node, loads } = binding;
  const isUsed =
    uses.some(({ needs }) => needs.includes(binding)) ||
    mentions.some(({ bindings }) => bindings.includes(binding));
  const isImported = context.workspace?.importedElsewhere.has(name) === true;
  const isOtherwise = isImported || exports.names.has(name) || rebindings.some((each) => each.name === name);
  if (isUsed || isOtherwise || placementOf(binding).kind === 'class') return [];
  const message = `'${name}' is never used here: '${loads}' may be imported for what importing it does.`;
  return [{ matrixCase: 25, node, message, moving: 'no', lazy: 'no' }];
}

function circular({ context }: ImportFacts, binding: ImportBinding): Hindrance[] {
  const own = context.workspace?.moduleName?.split('.')[0];
  const isOwn = isRelative(binding) || (own !== undefined && isWithin(binding.loads, own));
  if (!isOwn) return [];
  const message = `'${binding.loads || binding.name}' belongs to the same package: a circular import could be resolved in another order.`;
  return [{ matrixCase: 42, node: binding.alias, message, moving: 'unsafe', lazy: 'unsafe' }];
}
