import type { Tool } from './tool.ts';

/** What is known of the repository and where its releases run. */
export const repositoryTools: readonly Tool[] = [
  {
    name: 'check_file',
    title: 'Check a file',
    description:
      "Check a source file against the repository's limits (lines of file, function and class, parameters, complexity) and for heavy imports, before you commit it. Give the text to check what you have not written yet. Answers with every finding, its line and the limit that holds.",
    route: 'checkFile',
    takes: {
      path: 'Path inside the repository, such as src/core.py: its limits hold, also for a text.',
      text: 'Text to check in place of what the file has now.',
    },
  },
  {
    name: 'forecast_conflict',
    title: 'Forecast conflicts of a branch',
    description:
      'With which other branches, the base included, a branch would conflict if both were merged now, and in which files. Look before you start on files that others change, and before you hand a branch in.',
    route: 'conflictMatrix',
    takes: { branch: 'Name of the branch.' },
  },
  {
    name: 'list_branches',
    title: 'List branches',
    description: 'Branches with team, distance to the base and whether they conflict with it.',
    route: 'listBranches',
    takes: {},
    chooses: { team: 'Only branches of this team.' },
  },
  {
    name: 'list_slots',
    title: 'List deployment slots',
    description:
      'Deployment slots with environment, team, state, what runs in them and who reserves them. Reading only: slots are changed by people.',
    route: 'listSlots',
    takes: {},
    chooses: {
      environment: 'Only slots of this environment.',
      team: 'Only slots of this team.',
      state: 'Only slots in this state.',
    },
  },
];
