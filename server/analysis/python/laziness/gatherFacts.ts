import type { ImportContext } from '../../laziness/importExplanation.ts';
import type { SourceModule } from '../../sourceModule.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import type { ImportBinding } from './importBinding.ts';
import type { ImportFacts } from './importFacts.ts';
import { importUse } from './importUse.ts';
import { moduleNames } from './moduleNames.ts';
import type { ModuleSyntax } from './moduleSyntax.ts';
import { publicNames } from './publicNames.ts';
import { typeMentions } from './typeMention.ts';
import { withoutWaiting } from './useSite.ts';

/** Finds out all that is to be known about the imports of a heavy module. */
export function gatherFacts(
  module: SourceModule,
  syntax: ModuleSyntax,
  group: readonly ImportBinding[],
  context: ImportContext,
): ImportFacts {
  const { tree, index, calls } = syntax;
  const waits = annotationsWait(tree, context);
  const names = new Set(group.map(({ name }) => name));
  const { uses, rebindings } = moduleNames(index, names, new Set(group.map(({ statement }) => statement)));
  return {
    module,
    tree,
    index,
    context,
    group,
    uses: uses.map((node) => {
      const use = importUse(index, node, group);
      return waits ? use : { ...use, site: withoutWaiting(use.site) };
    }),
    rebindings,
    mentions: typeMentions(module.text, index, group),
    exports: publicNames(module.text, tree),
    calls,
    annotationsWait: waits,
  };
}

/** Whether annotations are not evaluated with their definitions: by a future import, or since Python 3.14 (PEP 649). */
function annotationsWait({ body }: PythonModule, { target }: ImportContext): boolean {
  if (target && (target.major > 3 || (target.major === 3 && target.minor >= 14))) return true;
  return body.some(
    (each) =>
      each.kind === 'importFrom' &&
      each.module?.name === '__future__' &&
      each.names.some(({ name }) => name.name === 'annotations'),
  );
}
