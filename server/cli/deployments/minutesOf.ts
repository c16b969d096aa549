const minutesIn: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** Minutes of a time such as `30m`, `2h`, `1h30m` or `3d`; undefined where it is none, or nothing. */
export function minutesOf(text: string): number | undefined {
  const plain = text.replaceAll(' ', '').toLowerCase();
  if (!/^(\d{1,5}(m|h|d))+$/.test(plain)) return undefined;
  const parts = [...plain.matchAll(/(\d+)([mhd])/g)];
  const minutes = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (minutesIn[unit ?? ''] ?? 0),
    0,
  );
  return minutes > 0 ? minutes : undefined;
}
