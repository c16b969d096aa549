/** `2026-11-21 08:00 UTC`: minutes are enough, and readers live in different zones. */
export function spokenTime(time: string | null): string {
  return time === null ? 'never' : `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
