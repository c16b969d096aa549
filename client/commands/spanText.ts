import { l10n } from 'vscode';

/** A span of time in its two largest units: `3 d 4 h`, `12 min 5 s`. */
export function spanText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3_600),
    Math.floor(whole / 60),
  ];
  if (days > 0) return l10n.t('{0} d {1} h', days, hours % 24);
  if (hours > 0) return l10n.t('{0} h {1} min', hours, minutes % 60);
  return minutes > 0 ? l10n.t('{0} min {1} s', minutes, whole % 60) : l10n.t('{0} s', whole);
}
