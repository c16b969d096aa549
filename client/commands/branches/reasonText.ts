const namedFiles = 3;

/** Why a branch stays out, with the first of the files that are not named in it. */
export function reasonText(why: string, files: readonly string[]): string {
  const missing = files.filter((file) => !why.includes(file)).slice(0, namedFiles);
  return [why, missing.join(', ')].filter((text) => text !== '').join(' ');
}
