import { describe, expect, it } from 'vitest';
import { repositoryGlob } from '../../../server/infrastructure/files/repositoryGlob.ts';

describe('a glob of files of the repository', () => {
  it.each(['/etc/*.json', '../*.json', 'a/../../b.json', 'a\\b'])(
    '%j leads out of the repository and is not followed',
    (glob) => {
      expect(repositoryGlob(glob)).toBeUndefined();
    },
  );

  it('answers for a glob made to backtrack', () => {
    for (const glob of ['(a+)+b', '+(a|aa)+b', '*(*(*(a)))b'])
      expect(repositoryGlob(glob)?.matches(`${'a'.repeat(200)}!`) ?? false).toBe(false);
  });

  it('matches no hidden file unless it says so', () => {
    expect(repositoryGlob('**/*.json')?.matches('.vscode/settings.json')).toBe(false);
    expect(repositoryGlob('.swarm/*.json')?.matches('.swarm/a.json')).toBe(true);
  });
});
