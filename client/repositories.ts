import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  RelativePattern,
  Uri,
  workspace,
} from 'vscode';
import type { WindowState } from './contributions.ts';
import { GitInitWatcher } from './gitInitWatcher.ts';
import { hasCommittedConfiguration } from './infrastructure/committedConfiguration.ts';
import type { RepositorySession } from './infrastructure/repositorySession.ts';
import { type Discovery, discoverRepositories, type SessionPlan } from './repositoryDiscovery.ts';
import { personalTokenSecret } from './secrets.ts';
import { readSettings } from './settings.ts';
import { combineStates } from './windowState.ts';

interface Open {
  readonly session: RepositorySession;
  readonly watcher: Disposable | undefined;
}

/** The repositories of this window, each with its session; kept in step with folders, trust and settings. */
export class Repositories implements Disposable {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable[] = [];
  readonly #open = new Map<string, Open>();
  readonly #gitInit = new GitInitWatcher(async () => {
    await this.update();
    return this.state !== 'noRepository';
  });
  #obstacle: { readonly state: WindowState; readonly problem: string } | undefined;
  #updating: Promise<void> | undefined;
  #updateAgain = false;
  #disposed = false;

  /** The set of sessions, or the state of one, is different. */
  readonly onDidChange = this.#changed.event;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#context = context;
    this.#log = log;
    const update = () => void this.update();
    this.#subscriptions.push(
      this.#changed,
      workspace.onDidChangeWorkspaceFolders(update),
      workspace.onDidGrantWorkspaceTrust(update),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('swarm') && update()),
      context.secrets.onDidChange(({ key }) => this.#useSecret(key)),
    );
  }

  get sessions(): readonly RepositorySession[] {
    return [...this.#open.values()].map((open) => open.session);
  }

  find(id: string): RepositorySession | undefined {
    return this.#open.get(id)?.session;
  }

  /** A window that is opened again shows its documents before its repositories are found: waits for that. */
  async findRestored(id: string): Promise<RepositorySession | undefined> {
    if (this.#open.size === 0) await this.update();
    return this.find(id);
  }

  get state(): WindowState {
    return (
      this.#obstacle?.state ?? (this.#updating && this.#open.size === 0 ? 'connecting' : this.#combined())
    );
  }

  /** Why there is no session: a sentence; undefined where there is one. */
  get problem(): string | undefined {
    return this.#obstacle?.problem;
  }

  /** Brings the sessions in step; resolves when they are. Never rejects. */
  update(): Promise<void> {
    this.#updateAgain = true;
    this.#updating ??= this.#updateUntilSettled().finally(() => {
      this.#updating = undefined;
      this.#changed.fire();
    });
    return this.#updating;
  }

  dispose(): void {
    this.#disposed = true;
    for (const id of [...this.#open.keys()]) this.#close(id);
    for (const one of [this.#gitInit, ...this.#subscriptions]) one.dispose();
  }

  #combined(): WindowState {
    return combineStates(this.sessions.map((session) => session.state));
  }

  async #updateUntilSettled(): Promise<void> {
    while (this.#updateAgain && !this.#disposed) {
      this.#updateAgain = false;
      try {
        await this.#adopt(await discoverRepositories(readSettings().apiUrl));
      } catch (error) {
        this.#log.error(error instanceof Error ? error : String(error));
      }
    }
  }

  async #adopt(discovery: Discovery): Promise<void> {
    const plans = 'plans' in discovery ? discovery.plans : [];
    this.#obstacle = 'plans' in discovery ? undefined : discovery;
    this.#gitInit.watch(this.#obstacle?.state === 'noRepository' ? (workspace.workspaceFolders ?? []) : []);
    const wanted = new Set(plans.map((plan) => plan.id));
    for (const id of this.#open.keys()) if (!wanted.has(id)) this.#close(id);
    for (const plan of plans) {
      if (!this.#open.has(plan.id)) await this.#add(plan);
      await this.#startIfWanted(plan.id);
    }
  }

  /** Loaded only here: a window without a repository never pays for the protocol's schemas. */
  async #add(plan: SessionPlan): Promise<void> {
    const { createSession } = await import('./sessionFactory.ts');
    if (this.#disposed) return;
    const session = createSession(plan, this.#context, this.#log);
    session.onStateChanged(() => this.#changed.fire());
    this.#open.set(plan.id, { session, watcher: this.#watchConfiguration(plan) });
  }

  #watchConfiguration(plan: SessionPlan): Disposable | undefined {
    if (plan.kind === 'remote') return undefined;
    const pattern = new RelativePattern(Uri.file(plan.location.mainRoot), 'swarm.json');
    const watcher = workspace.createFileSystemWatcher(pattern, false, true, true);
    watcher.onDidCreate(() => void this.#startIfWanted(plan.id));
    return watcher;
  }

  /** Starts by itself only where a repository asks for it by its swarm.json. */
  async #startIfWanted(id: string): Promise<void> {
    const session = this.#open.get(id)?.session;
    if (session?.state.kind !== 'off') return;
    if (!readSettings().serviceAutoStart && session.root !== undefined) return session.leave('stopped');
    const wanted = session.mainRoot === undefined || (await hasConfiguration(session.mainRoot));
    // A command may have started it while the file was looked for.
    if (session.state.kind !== 'off') return;
    if (wanted) session.start();
    else await session.leave('no-configuration');
  }

  /** A token that was kept or removed counts from now on. */
  #useSecret(key: string): void {
    for (const session of this.sessions) {
      const isRemote = session.root === undefined;
      if (!isRemote && key !== personalTokenSecret(session.id)) continue;
      const done = isRemote ? session.refresh(AbortSignal.timeout(30_000)) : session.reconnect();
      done.catch((error: unknown) => this.#log.warn(String(error)));
    }
  }

  #close(id: string): void {
    const open = this.#open.get(id);
    this.#open.delete(id);
    open?.watcher?.dispose();
    open?.session.dispose().catch((error: unknown) => this.#log.error(String(error)));
  }
}

async function hasConfiguration(root: string): Promise<boolean> {
  const file = Uri.joinPath(Uri.file(root), 'swarm.json');
  return workspace.fs.stat(file).then(
    () => true,
    () => hasCommittedConfiguration(root),
  );
}
