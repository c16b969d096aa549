import { type ExtensionContext, type LogOutputChannel, Uri } from 'vscode';
import { actorName } from './actor.ts';
import { LocalService } from './infrastructure/localService.ts';
import { RemoteService } from './infrastructure/remoteService.ts';
import { RepositorySession } from './infrastructure/repositorySession.ts';
import type { ServiceSource } from './infrastructure/serviceSource.ts';
import type { SessionPlan } from './repositoryDiscovery.ts';
import { apiTokenSecret, personalTokenSecret } from './secrets.ts';

/** Builds the session of a plan; it does nothing before it is started. */
export function createSession(
  plan: SessionPlan,
  context: ExtensionContext,
  log: LogOutputChannel,
): RepositorySession {
  const { root, mainRoot } = plan.kind === 'local' ? plan.location : { root: undefined, mainRoot: undefined };
  const source = serviceSource(plan, context, log);
  return new RepositorySession({ id: plan.id, name: plan.name, root, mainRoot, source, log });
}

function serviceSource(plan: SessionPlan, context: ExtensionContext, log: LogOutputChannel): ServiceSource {
  if (plan.kind === 'remote') {
    const token = async () => context.secrets.get(apiTokenSecret(plan.url));
    return new RemoteService({ url: plan.url, actor: actorName(), token });
  }
  return new LocalService({
    location: plan.location,
    entry: Uri.joinPath(context.extensionUri, 'dist', 'server', 'service.js').fsPath,
    version: String(context.extension.packageJSON.version),
    actor: actorName(),
    errorOutput: Uri.joinPath(context.logUri, 'service-errors.log').fsPath,
    log,
    personalToken: async () => context.secrets.get(personalTokenSecret(plan.id)),
  });
}
