import {
  type Disposable,
  EventEmitter,
  l10n,
  type TextDocument,
  type TextDocumentContentProvider,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { OutputFollower } from './outputFollower.ts';
import type { OutputName } from './outputSource.ts';

const scheme = 'swarm-output';

interface Followed {
  readonly uri: Uri;
  readonly follower: OutputFollower;
  /** Lines it had when it was shown last. */
  lines: number;
}

/** Outputs of programs and commands as documents that follow: read through the service, only while they are on the screen. */
export class OutputDocuments implements TextDocumentContentProvider, Disposable {
  readonly #repositories: Repositories;
  readonly #changed = new EventEmitter<Uri>();
  readonly #followed = new Map<string, Followed>();
  readonly #subscriptions: readonly Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(repositories: Repositories) {
    this.#repositories = repositories;
    this.#subscriptions = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      window.onDidChangeVisibleTextEditors(() => this.#followVisible()),
      workspace.onDidChangeTextDocument(({ document }) => this.#keepAtEnd(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
    ];
  }

  /** Shows an output at its end, and follows it while it is shown. */
  async show(session: RepositorySession, name: OutputName, title: string): Promise<void> {
    const { outputQuery } = await import('./outputSource.ts');
    const path = `/${title.replaceAll('/', '-')}.log`;
    const uri = Uri.from({ scheme, path, query: outputQuery(session.id, name) });
    const editor = await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
    const end = editor.document.lineAt(editor.document.lineCount - 1).range;
    editor.revealRange(end, TextEditorRevealType.Default);
    this.#followVisible();
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const followed = this.#followed.get(uri.toString()) ?? this.#follow(uri);
    return followed.follower.load();
  }

  dispose(): void {
    for (const { follower } of this.#followed.values()) follower.stop();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #follow(uri: Uri): Followed {
    const follower = new OutputFollower({
      read: async (after) => {
        const { parseOutputQuery, readOutput } = await import('./outputSource.ts');
        const named = parseOutputQuery(uri.query);
        const session = named && (await this.#repositories.findRestored(named.session));
        if (!session) throw new Error(l10n.t('The repository is no longer open in this window.'));
        return readOutput(session, named.name, after);
      },
      onChange: () => this.#changed.fire(uri),
      omission: l10n.t('… earlier lines are not shown'),
    });
    const followed = { uri, follower, lines: 0 };
    this.#followed.set(uri.toString(), followed);
    return followed;
  }

  #followVisible(): void {
    const visible = new Set(window.visibleTextEditors.map(({ document }) => document.uri.toString()));
    for (const [id, { follower }] of this.#followed) {
      if (visible.has(id)) follower.start();
      else follower.stop();
    }
  }

  /** Whoever looks at the end goes on looking at it; whoever has scrolled up is left alone. */
  #keepAtEnd(document: TextDocument): void {
    const followed = this.#followed.get(document.uri.toString());
    if (!followed) return;
    const before = followed.lines;
    followed.lines = document.lineCount;
    const last = document.lineAt(document.lineCount - 1).range;
    for (const editor of window.visibleTextEditors) {
      if (editor.document !== document) continue;
      const bottom = editor.visibleRanges.at(-1)?.end.line ?? 0;
      if (before === 0 || bottom >= before - 2) editor.revealRange(last, TextEditorRevealType.Default);
    }
  }

  #forget(uri: Uri): void {
    this.#followed.get(uri.toString())?.follower.stop();
    this.#followed.delete(uri.toString());
  }
}
