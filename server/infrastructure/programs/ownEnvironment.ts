/** Enough to run, also where the service is run by an editor's own Node, and to find git. */
const inherited = ['PATH', 'HOME', 'LANG', 'SYSTEMROOT', 'ELECTRON_RUN_AS_NODE'];

/** What our own programs inherit of our environment when they run as processes of their own. */
export function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    inherited.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
