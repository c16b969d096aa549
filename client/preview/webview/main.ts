import type { PreviewData, PreviewState, PreviewToHost } from './messages.ts';
import { PreviewApp } from './previewApp.ts';

interface HostApi {
  postMessage(message: PreviewToHost): void;
  setState(state: PreviewState): void;
}

declare function acquireVsCodeApi(): HostApi;

const host = acquireVsCodeApi();
const bytes = Uint8Array.from(atob(document.body.dataset['state'] ?? ''), (sign) => sign.charCodeAt(0));
const app = new PreviewApp({
  data: JSON.parse(new TextDecoder().decode(bytes)) as PreviewData,
  send: (message) => host.postMessage(message),
  remember: (state) => host.setState(state),
});
document.querySelector('main')?.replaceWith(app.element);
