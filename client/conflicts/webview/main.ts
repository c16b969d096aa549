import { MatrixApp } from './matrixApp.ts';
import type { PanelState, ToHost, ToWebview } from './messages.ts';

interface HostApi {
  postMessage(message: ToHost): void;
  getState(): Partial<PanelState> | undefined;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): HostApi;

const host = acquireVsCodeApi();
const bytes = Uint8Array.from(atob(document.body.dataset['state'] ?? ''), (sign) => sign.charCodeAt(0));
const given = JSON.parse(new TextDecoder().decode(bytes)) as Pick<PanelState, 'repository'>;
const fresh = { text: '', team: '*', onlyConflicting: false, list: false };
const app = new MatrixApp({
  state: { ...fresh, ...host.getState(), ...given },
  send: (message) => host.postMessage(message),
  remember: (state) => host.setState(state),
});
document.querySelector('main')?.replaceWith(app.element);
window.addEventListener('message', ({ data }: MessageEvent<ToWebview>) => app.receive(data));
host.postMessage({ type: 'ready' });
