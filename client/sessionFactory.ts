import { userInfo } from 'node:os';
import { type ExtensionContext, type LogOutputChannel, Uri } from 'vscode';
import { LocalService } from './infrastructure/localService.ts';
import { RemoteService } from './infrastructure/remoteService.ts';
import { RepositorySession } from './infrastructure/repositorySession.ts';
import type { ServiceSource } from './infrastructure/serviceSource.ts';
import type { SessionPlan } from './repositoryDiscovery.ts';
import { apiTokenSecret } from './secrets.ts';

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
    return new RemoteService({ url: plan.url, actor: actor(), token });
  }
  return new LocalService({
    location: plan.location,
    entry: Uri.joinPath(context.extensionUri, 'dist', 'server', 'service.js').fsPath,
    version: String(context.extension.packageJSON.version),
    actor: actor(),
    errorOutput: Uri.joinPath(context.logUri, 'service-errors.log').fsPath,
    log,
  });
}

/** The user's name as far as a header can carry it. */
function actor(): string {
  const name = userInfo()
    .username.replaceAll(/[^A-Za-z0-9 ._@:/-]/g, '-')
    .slice(0, 100);
  return /^[A-Za-z0-9]/.test(name) ? name : 'editor';
}
