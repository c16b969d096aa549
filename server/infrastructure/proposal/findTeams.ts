import type { Finding, ProposedTeam } from './proposal.ts';

/** Folders of branch names under which teams work; `release/` and the like are everybody's. */
const teamFolders = new Set(['feature', 'features', 'feat', 'team', 'teams']);

/** Teams that branch names show: two branches or more that share a prefix such as `feature/ai-workflow`. */
export function findTeams(branches: readonly string[]): Finding<ProposedTeam>[] {
  const groups = new Map<string, string[][]>();
  for (const name of new Set(branches)) {
    const [folder = '', rest = ''] = splitOnce(name);
    const words = rest.split(/[-/]/);
    if (!teamFolders.has(folder) || words.length < 2 || words[0] === '') continue;
    const key = `${folder}/${words[0]}`;
    groups.set(key, [...(groups.get(key) ?? []), words]);
  }
  return [...groups].flatMap(([key, members]) => {
    if (members.length < 2) return [];
    const folder = key.slice(0, key.indexOf('/'));
    const name = sharedWords(members).join('-');
    const branchPrefix = `${folder}/${name}`;
    const carries = branches.some((branch) => branch.startsWith(branchPrefix));
    if (!carries) return [];
    const source = `${members.length} branches start with ${branchPrefix}`;
    return [{ value: { name: name.toLowerCase(), branchPrefix }, source }];
  });
}

function splitOnce(name: string): [string, string] {
  const at = name.indexOf('/');
  return at === -1 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
}

/** The words all members start with, leaving each at least one word for its topic. */
function sharedWords(members: readonly (readonly string[])[]): string[] {
  const [first = []] = members;
  const shared: string[] = [];
  for (const [index, word] of first.entries()) {
    if (!members.every((words) => words[index] === word && words.length > index + 1)) break;
    shared.push(word);
  }
  return shared;
}
