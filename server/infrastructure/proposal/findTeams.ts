import type { Finding, ProposedTeam } from './proposal.ts';

/** Folders of branch names whose next words can be teams. */
const teamFolders = new Set(['feature', 'features', 'feat', 'team', 'teams']);
/** Folders that say what kind of work it is, where it stands or which bot made it: that is everybody's. */
const sharedFolders =
  /^(fix(es)?|bug(fix)?|hotfix|chore|docs?|refactor|perf|tests?|ci|build|style|revert|release|rc|support|dependabot|renovate|snyk.*|experiment|spike|poc|research|plan|blog|wip|tmp|temp|backup|archive|revive|main|master|dev|develop|env|deploy|gh-pages)$/i;
/** Part of the branches that who has fewer of is no team: of hundreds some begin with the same word by chance. */
const leastOfFolder = 1 / 20;
const leastOfAll = 1 / 50;
/** Branches of a folder that is itself a team's. */
const leastInFolder = 3;
/** Part of a folder's branches that its teams have among them: where most belong to none, the words are topics. */
const leastTogether = 1 / 2;

/**
 * Teams that branch names show: words that share out a folder such as `feature/` (`feature/ai-workflow`), and folders of
 * who works there (`codex/`, `ada/`).
 */
export function findTeams(branches: readonly string[]): Finding<ProposedTeam>[] {
  const folders = Map.groupBy(new Set(branches.filter((name) => name.includes('/'))), folderOf);
  const all = [...folders.values()].reduce((sum, names) => sum + names.length, 0);
  return [...folders].flatMap(([folder, names]) => {
    if (teamFolders.has(folder)) return teamsWithin(folder, names);
    const isTeam = names.length >= Math.max(leastInFolder, all * leastOfAll) && !sharedFolders.test(folder);
    return isTeam ? [teamOf(folder, `${folder}/`, names.length)] : [];
  });
}

function teamsWithin(folder: string, names: readonly string[]): Finding<ProposedTeam>[] {
  const topics = names
    .map((name) => name.slice(folder.length + 1).split(/[-/]/))
    .filter(({ length }) => length > 1);
  const groups = [...Map.groupBy(topics, ([first = '']) => first)].filter(
    ([first, members]) =>
      first !== '' && members.length >= Math.max(2, names.length * leastOfFolder) && !areTickets(members),
  );
  const together = groups.reduce((sum, [, members]) => sum + members.length, 0);
  if (together < names.length * leastTogether) return [];
  return groups.map(([first, members]) => {
    const shared = sharedWords(members).join('-');
    // Words may be parted by slashes.
    const name = names.some((branch) => branch.startsWith(`${folder}/${shared}`)) ? shared : first;
    return teamOf(name, `${folder}/${name}`, members.length);
  });
}

function teamOf(name: string, branchPrefix: string, branches: number): Finding<ProposedTeam> {
  return {
    value: { name: name.toLowerCase(), branchPrefix },
    source: `${branches} branches start with ${branchPrefix}`,
  };
}

function folderOf(name: string): string {
  return name.slice(0, name.indexOf('/'));
}

/** `ABC-123-login`: the word is the key of a tracker. */
function areTickets(members: readonly (readonly string[])[]): boolean {
  return members.filter(([, second = '']) => /^\d+$/.test(second)).length > members.length / 2;
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
