import { l10n } from 'vscode';

/** How much time, in the largest unit: `3 d`. */
export function ageText(timestamp: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(timestamp)) / 60_000));
  if (minutes < 60) return l10n.t('{0} min', minutes);
  if (minutes < 48 * 60) return l10n.t('{0} h', Math.floor(minutes / 60));
  return l10n.t('{0} d', Math.floor(minutes / 1440));
}

/** How long ago: `3 d`, and within the first minute `now`. */
export function sinceText(timestamp: string, now: number): string {
  return now - Date.parse(timestamp) < 60_000 ? l10n.t('now') : ageText(timestamp, now);
}
