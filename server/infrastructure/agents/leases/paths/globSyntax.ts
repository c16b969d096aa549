const mostStars = 4;
const mostFolders = 5;

/** Why a glob cannot be leased: a sentence that says what to write instead; undefined where it can be read. */
export function globSyntaxProblem(glob: string): string | undefined {
  const shown = JSON.stringify(glob);
  const problem = problems.find(({ applies }) => applies(glob));
  return problem && `${shown} ${problem.why}`;
}

const names = (glob: string) => glob.split('/');
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

const problems: readonly { applies(glob: string): boolean; readonly why: string }[] = [
  { applies: (glob) => /\p{Cc}/u.test(glob), why: 'has control characters' },
  {
    applies: (glob) => glob.includes('\\'),
    why: 'has a backslash: write forward slashes, and names as they are',
  },
  {
    applies: (glob) => glob.startsWith('/'),
    why: 'is absolute: write it from the root of the repository, as in src/app.ts',
  },
  { applies: (glob) => /(^|[/{,])\.\.($|[/},])/.test(glob), why: 'has ..: write where it leads' },
  {
    applies: (glob) => glob.trimStart().startsWith('!'),
    why: 'starts with !: name what to hold, not what to leave out',
  },
  {
    applies: (glob) => /[@*+?!]\(/.test(glob),
    why: 'has an extended pattern: write its choices in braces, as in {a,b}',
  },
  { applies: (glob) => glob.includes('[:'), why: 'has a named class: write its characters, as in [0-9]' },
  {
    applies: (glob) => /\{[^,{}]*\.\.[^,{}]*\}/.test(glob),
    why: 'counts in braces: write the choices, as in {1,2,3}',
  },
  { applies: (glob) => /\[[^\]/]*(\/|$)/.test(glob), why: 'has a bracket that is not closed' },
  { applies: (glob) => /\[[!^]?\]/.test(glob), why: 'has empty brackets' },
  { applies: (glob) => /\[[^\]]*[{},]/.test(glob), why: 'has a comma or brace between brackets' },
  {
    applies: (glob) => names(glob).some((name) => name.includes('**') && name !== '**'),
    why: 'has ** inside a name: write **/ for any folders and * within a name',
  },
  {
    applies: (glob) =>
      count(glob, /\*\*/g) > mostFolders ||
      names(glob).some((name) => name !== '**' && count(name, /\*/g) > mostStars),
    why: `has too many wildcards: at most ${mostFolders} times **, and ${mostStars} times * in a name`,
  },
];
