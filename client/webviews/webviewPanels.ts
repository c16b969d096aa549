import { type Disposable, type Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import { webviewRoots } from './webviewPage.ts';

/** What stands behind a panel. */
export interface PanelContent extends Disposable {
  reveal(): void;
}

/** A kind of panel. */
export interface PanelKind<State, Content extends PanelContent> {
  readonly viewType: string;
  readonly extension: Uri;
  /** Whether its page goes on while another tab is before it. */
  readonly retainContextWhenHidden?: boolean;
  /** What there is one panel for. */
  keyOf(state: State): string;
  /** The state that a page of an earlier window kept; undefined where that is none. */
  parse(kept: unknown): State | undefined;
  create(panel: WebviewPanel, state: State): Content;
}

/** The open panels of a kind, one for each key; those of the last time are restored. */
export class WebviewPanels<State, Content extends PanelContent> implements Disposable {
  readonly #kind: PanelKind<State, Content>;
  readonly #open = new Map<string, Content>();
  readonly #serializer: Disposable;

  constructor(kind: PanelKind<State, Content>) {
    this.#kind = kind;
    this.#serializer = window.registerWebviewPanelSerializer(kind.viewType, {
      deserializeWebviewPanel: async (panel: WebviewPanel, kept: unknown) => this.#restore(panel, kept),
    });
  }

  /** Shows the panel for a state, a new one where there is none. */
  show(state: State, title: string): void {
    const { viewType, extension, retainContextWhenHidden = false, keyOf } = this.#kind;
    const present = this.#open.get(keyOf(state));
    if (present) {
      present.reveal();
      return;
    }
    const options = {
      enableScripts: true,
      retainContextWhenHidden,
      localResourceRoots: webviewRoots(extension),
    };
    this.#adopt(window.createWebviewPanel(viewType, title, ViewColumn.Active, options), state);
  }

  get(key: string): Content | undefined {
    return this.#open.get(key);
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const content of this.#open.values()) content.dispose();
  }

  #restore(panel: WebviewPanel, kept: unknown): void {
    const state = this.#kind.parse(kept);
    if (state === undefined || this.#open.has(this.#kind.keyOf(state))) panel.dispose();
    else this.#adopt(panel, state);
  }

  #adopt(panel: WebviewPanel, state: State): void {
    const key = this.#kind.keyOf(state);
    const content = this.#kind.create(panel, state);
    this.#open.set(key, content);
    panel.onDidDispose(() => {
      this.#open.delete(key);
      content.dispose();
    });
  }
}
