const colour = '\\u001b\\[[0-9;]{0,40}m';
const controls = new RegExp(`(${colour})|\\u001b\\[[0-?]*[ -/]*[@-~]|[^\\P{Cc}\\n\\t]`, 'gu');

/** What a program printed, for a terminal: in its colours, but without what moves the cursor or sets anything else. */
export function terminalText(text: string): string {
  return text.replaceAll(controls, (_, allowed: string | undefined) => allowed ?? '');
}
