/** How Node is started for the language server. */
export interface LanguageServerLaunch {
  readonly execArgv: string[];
  readonly env: Record<string, string>;
}

/**
 * Megabytes of each half: what lives shorter than a keystroke fits; sixteen would stay taken after every index. With V8's
 * `--optimize-for-size` 2,000 keystrokes would leave 10 MB less behind, but explaining an import would take twice as long.
 */
const youngGeneration = 4;

/**
 * Of V8's two optimizing compilers the quick one costs 2 MB at once and, after 1,000 keystrokes, 5 to 20 more; a keystroke takes no
 * longer without it. Each thread that helps V8 keeps memory of its own: one does for a program that is idle most of the time.
 */
const sparing = ['--no-maglev', '--v8-pool-size=1'];

/**
 * What the server is started with by those who start it as a program of its own.
 * @param compiledFolder where what Node has compiled is kept for the next start; nobody else may write to it
 */
export function languageServerLaunch(compiledFolder: string): LanguageServerLaunch {
  return {
    execArgv: [`--max-semi-space-size=${youngGeneration}`, '--expose-gc', ...sparing],
    env: { NODE_COMPILE_CACHE: compiledFolder },
  };
}
