const lastingComment = /eslint|biome|prettier|@ts-|@jsx|copyright|licen[cs]e|spdx|@vitest/i;
const comment = /\s*(?:\/\*[\s\S]*?\*\/|\/\/.*)/y;

/** Where the comments at the top of a file end that hold for all of its code; 0 where there are none. */
export function headerEnd(text: string): number {
  if (text.startsWith('#!')) return 0;
  let end = 0;
  comment.lastIndex = text.startsWith('\ufeff') ? 1 : 0;
  for (let found = comment.exec(text); found; found = comment.exec(text))
    if (lastingComment.test(found[0])) end = comment.lastIndex;
  return end;
}
