/** By character: 1 where a name may begin with it, 2 where it may only go on. */
export const nameCharacters = new Uint8Array(1 << 16).fill(1, 128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$#\\')
  nameCharacters[character.charCodeAt(0)] = 1;
for (const character of '0123456789') nameCharacters[character.charCodeAt(0)] = 2;

/** Offset behind the name whose characters go on at an offset. */
export function nameEnd(units: Uint16Array, from: number): number {
  let i = from;
  while (nameCharacters[units[i] ?? 10]) i++;
  return i;
}

/** Offset behind the number whose characters go on at an offset. */
export function numberEnd(units: Uint16Array, from: number): number {
  let i = from;
  for (let c = units[i] ?? 10; c < 128 && (nameCharacters[c] || c === 46); c = units[i] ?? 10) i++;
  return i;
}
