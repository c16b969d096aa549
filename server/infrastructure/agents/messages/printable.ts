/** Words of a file on one line, without control characters, of bounded length; undefined where none are left. */
export function oneLine(text: string, maximum: number): string | undefined {
  const line = text
    .slice(0, maximum * 4)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  return line === '' ? undefined : line.slice(0, maximum).trim();
}

/** Text of a file in lines, without control characters but line breaks and tabs, of bounded length. */
export function inLines(text: string, maximum: number): string {
  return text
    .slice(0, maximum * 2)
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
    .trim()
    .slice(0, maximum);
}
