import type { Traffic } from '../../protocol/traffic.ts';
import { plain } from '../table.ts';

/** Where requests go: one line. */
export function trafficText(traffic: Traffic): string {
  const { environment, team, address, live, canary, pending, actor, reason } = traffic;
  const place = `${environment}/${team}`;
  if (pending) return `${place}: ${pending.slot} is starting with ${plain(pending.revision)}.\n`;
  if (live === null) {
    const why = reason === null ? '' : ` by ${plain(actor ?? 'somebody')}: ${plain(reason)}`;
    return `${place}: no slot is live, ${address ?? 'its address'} is closed${why === '' ? '.' : why}\n`;
  }
  const part = canary === null ? '' : `, and ${canary.percent} % to ${canary.slot}`;
  return `${place}: requests to ${address} go to ${live.slot} (${plain(live.revision)})${part}.\n`;
}
