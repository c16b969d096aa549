/** Codes of rules by the glob of the files they are switched off for. */
export type IgnoredPerFile = ReadonlyMap<string, readonly string[]>;

/** Whether one of the codes names a rule; `E5` names all that begin so, `ALL` every one. */
export function namesRule(codes: readonly string[], rule: string): boolean {
  return codes.some((code) => code === 'ALL' || (/^[A-Z]+\d*$/.test(code) && rule.startsWith(code)));
}

/** The globs of files that a rule is switched off for. */
export function filesWithout(rule: string, ignored: IgnoredPerFile): string[] {
  return [...ignored].flatMap(([glob, codes]) => (namesRule(codes, rule) ? [glob] : []));
}
