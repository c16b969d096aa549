/** By character: 1 where a name may begin with it, 2 where it may only go on. */
export const nameCharacters = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$#\\')
  nameCharacters[character.charCodeAt(0)] = 1;
for (const character of '0123456789') nameCharacters[character.charCodeAt(0)] = 2;

/** Offset behind the name whose characters go on at an offset. */
export function nameEnd(text: string, from: number): number {
  let i = from;
  for (let c = text.charCodeAt(i); c >= 128 || nameCharacters[c]; c = text.charCodeAt(i)) i++;
  return i;
}

/** Offset behind the number whose characters go on at an offset. */
export function numberEnd(text: string, from: number): number {
  let i = from;
  for (let c = text.charCodeAt(i); nameCharacters[c] || c === 46; c = text.charCodeAt(i)) i++;
  return i;
}
