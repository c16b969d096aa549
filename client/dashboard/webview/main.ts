import { DashboardApp } from './dashboardApp.ts';
import type { DashboardState, FromDashboard, ToDashboard } from './messages.ts';

interface HostApi {
  postMessage(message: FromDashboard): void;
  getState(): Partial<DashboardState> | undefined;
  setState(state: DashboardState): void;
}

declare function acquireVsCodeApi(): HostApi;

const host = acquireVsCodeApi();
const bytes = Uint8Array.from(atob(document.body.dataset['state'] ?? ''), (sign) => sign.charCodeAt(0));
const given = JSON.parse(new TextDecoder().decode(bytes)) as DashboardState;
const app = new DashboardApp({
  contract: host.getState()?.contract ?? given.contract,
  send: (message) => host.postMessage(message),
  remember: (contract) => host.setState({ ...given, contract }),
});
document.querySelector('main')?.replaceWith(app.element);
window.addEventListener('message', ({ data }: MessageEvent<ToDashboard>) => app.receive(data));
host.postMessage({ type: 'ready' });
