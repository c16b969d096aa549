/** The entries of a map, from what `show map` says. */
export function parseMap(answer: string): Map<string, string> {
  return new Map(
    answer.split('\n').flatMap((line) => {
      const [, key, value] = /^0x[0-9a-f]+ (\S+) (.*)$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** The commands that make a map what it should be. */
export function mapCommands(
  name: string,
  present: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): string[] {
  const gone = [...present.keys()].filter((key) => !wanted.has(key)).map((key) => `del map ${name} ${key}`);
  const others = [...wanted].flatMap(([key, value]) => {
    if (present.get(key) === value) return [];
    return [`${present.has(key) ? 'set' : 'add'} map ${name} ${key} ${runtimeWord(value)}`];
  });
  return [...others, ...gone];
}

/** A map as the text of its file. */
export function mapText(entries: ReadonlyMap<string, string>): string {
  return [...entries].map(([key, value]) => `${key} ${value}\n`).join('');
}

/** A text as one word of a command: a blank would begin the next word, a semicolon the next command. */
function runtimeWord(value: string): string {
  return value.replaceAll(/[\\ ;]/g, '\\$&');
}
