import { isBuiltin } from 'node:module';
import type { OnLoadArgs, Plugin } from 'esbuild';

const namespace = 'named-exports';

/** Packages in CommonJS that many of our files import from. */
const packages = ['vscode-languageserver/node'];

/**
 * Lets bundled modules take from Node's own modules, and from packages in CommonJS, only the names they import. As
 * modules of the language these have every property read when they are first imported, and reading some loads half of
 * Node: `fs.ReadStream` its streams, `crypto.webcrypto` all of that. What was imported from packages was copied
 * property by property into every file.
 */
export const namedExports: Plugin = {
  name: namespace,
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /./ }, ({ path, kind, namespace: from }) => {
      if (kind !== 'import-statement' || from === namespace) return undefined;
      return isBuiltin(path) || packages.includes(path) ? { path, namespace, sideEffects: false } : undefined;
    });
    onLoad({ filter: /./, namespace }, async ({ path }: OnLoadArgs) => ({
      contents: await takingNames(path),
      resolveDir: import.meta.dirname,
    }));
  },
};

async function takingNames(path: string): Promise<string> {
  const names = Object.keys((await import(path)) as object).filter((name) => /^[A-Za-z]\w*$/.test(name));
  const whole = isBuiltin(path)
    ? `process.getBuiltinModule(${JSON.stringify(path)})`
    : `require(${JSON.stringify(path)})`;
  const taken = names
    .filter((name) => name !== 'default' && name !== 'module')
    .map(
      (name, at) =>
        `const name${at} = /* @__PURE__ */ Reflect.get(whole, '${name}');\nexport { name${at} as ${name} };`,
    );
  return [`const whole = /* @__PURE__ */ ${whole};`, 'export default whole;', ...taken].join('\n');
}
