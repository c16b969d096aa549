/** What of a file's status says who may read it. */
export interface Ownership {
  readonly uid: number;
  readonly mode: number;
}

export interface PrivacyProblem {
  readonly reason: 'owner' | 'mode';
  readonly sentence: string;
}

/**
 * Why a file or folder is not private to this user; undefined where it is. Windows has no such modes: there the
 * user's profile folder protects it.
 */
export function privacyProblem(name: string, { uid, mode }: Ownership): PrivacyProblem | undefined {
  const me = process.getuid?.();
  if (me === undefined) return undefined;
  if (uid !== me)
    return {
      reason: 'owner',
      sentence: `${name} belongs to another user (uid ${uid}); remove it or ask that user to.`,
    };
  if ((mode & 0o077) !== 0)
    return {
      reason: 'mode',
      sentence: `${name} can be read by other users (mode ${(mode & 0o777).toString(8)}); make it private with chmod go-rwx.`,
    };
  return undefined;
}
