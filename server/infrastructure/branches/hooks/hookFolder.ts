import path from 'node:path';
import { gitWithInput } from '../../git/gitWithInput.ts';
import type { Repository } from '../../git/repository.ts';

/** The folder that git runs hooks from: `core.hooksPath` as the person or the repository has set it, else git's own. */
export async function hookFolder({ workTree, commonFolder }: Repository): Promise<string> {
  const args = ['config', '--null', '--show-scope', '--type=path', '--get-all', 'core.hooksPath'];
  const { text } = await gitWithInput(workTree, args, '');
  const fields = text.split('\0');
  let set: string | undefined;
  for (let at = 0; at + 1 < fields.length; at += 2)
    // Our own git processes are started without hooks: that setting is ours.
    if (fields[at] !== 'command') set = fields[at + 1];
  return set ? path.resolve(workTree, set) : path.join(commonFolder, 'hooks');
}
