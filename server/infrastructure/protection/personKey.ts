/** Small letters of other scripts that look like Latin ones, each followed by the one it looks like. */
const lookalikes = new Map(
  ['аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdԛqԝwһhӏl', 'αaβbεeηnιiκkμmνvοoρpτtυuχx'].flatMap((pairs) =>
    [...pairs.matchAll(/(.)(.)/gu)].map(([, foreign = '', latin = '']) => [foreign, latin] as const),
  ),
);

/**
 * The same for names that a person could pass off as two: those that differ in case, width, accents, spaces,
 * punctuation or in letters of other scripts that look alike only. Names that people are let in by are compared as
 * they are; this tells who must not be two.
 */
export function personKey(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  // Upper case first: it writes out what has no lower case of its own, such as the German sharp s.
  const folded = plain.toUpperCase().toLowerCase().normalize('NFKD');
  return [...folded.replace(/[^\p{L}\p{N}]/gu, '')]
    .map((letter) => lookalikes.get(letter) ?? letter)
    .join('');
}

/** Whether two names may be one person. */
export function isSamePerson(one: string, other: string): boolean {
  return personKey(one) === personKey(other);
}
