/** What stands below a tick of the time: the day, or the time of day. */
export function timeLabel(time: number, days: boolean): string {
  const options = days
    ? ({ day: 'numeric', month: 'short' } as const)
    : ({ hour: '2-digit', minute: '2-digit' } as const);
  return new Intl.DateTimeFormat(undefined, options).format(time);
}
