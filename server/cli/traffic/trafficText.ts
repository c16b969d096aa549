import type { Traffic } from '../../protocol/traffic.ts';
import { plain } from '../table.ts';

/** Where requests go: one line. */
export function trafficText({ environment, team, address, live, canary, pending }: Traffic): string {
  const place = `${environment}/${team}`;
  if (pending) return `${place}: ${pending.slot} is starting with ${plain(pending.revision)}.\n`;
  if (live === null) return `${place}: no slot is live, ${address ?? 'its address'} is closed.\n`;
  const part = canary === null ? '' : `, and ${canary.percent} % to ${canary.slot}`;
  return `${place}: requests to ${address} go to ${live.slot} (${plain(live.revision)})${part}.\n`;
}
