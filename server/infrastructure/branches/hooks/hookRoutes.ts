import type { CommandMeta, CommandStore, EventDraft } from '../../events/subject.ts';
import type { Handlers } from '../../http/handlers.ts';
import type { Protection } from '../../protection/protection.ts';
import type { BranchHooks } from './branchHooks.ts';
import { hookSubject, hooksInstalled, hooksRemoved } from './hookSubject.ts';

export interface HookRouteParts {
  readonly commands: CommandStore;
  readonly protection: Protection;
  readonly hooks: BranchHooks;
}

/** The routes of the git hooks. */
export function hookRoutes({
  commands,
  protection,
  hooks,
}: HookRouteParts): Pick<Handlers, 'hookStatus' | 'installHooks' | 'removeHooks'> {
  const record = (draft: EventDraft, meta: CommandMeta) =>
    commands.execute(hookSubject, 'repository', () => [draft], meta);
  return {
    hookStatus: () => hooks.status(),
    installHooks: async ({ meta }) => {
      const status = await hooks.install(await protection.policy());
      await record(hooksInstalled(status.folder), meta);
      return status;
    },
    removeHooks: async ({ meta }) => {
      const status = await hooks.remove();
      await record(hooksRemoved(status.folder), meta);
      return status;
    },
  };
}
