/**
 * Characters of the largest text that is parsed into a tree, as scanning is not: more than anybody has written takes an
 * editor's whole patience and, a hundred times as long, all memory there is.
 */
export const largestParsed = 1_000_000;
