import path from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Large modules that are loaded when they are first needed, by the language server as well as by the command line. Its
 * programs are built apart from the others: one of the builds makes a file of each, and programs of the other load it.
 */
export const languageModules = {
  babelParser: 'server/analysis/javascript/syntax/babelParser.ts',
  explainPythonImport: 'server/analysis/python/laziness/explainPythonImport.ts',
  explainJavaScriptImport: 'server/analysis/javascript/laziness/explainJavaScriptImport.ts',
  locatedJavaScript: 'server/configuration/located/locatedJavaScript.ts',
  locatedYaml: 'server/configuration/located/locatedYaml.ts',
  planPythonSplit: 'server/analysis/splitModule/python/planPythonSplit.ts',
  planJavaScriptSplit: 'server/analysis/splitModule/javascript/planJavaScriptSplit.ts',
  standardStreams: 'server/language/standardStreams.ts',
};

/** Those that the service has loaded from its start, zod among them. */
export const serviceModules = {
  parseConfiguration: 'server/configuration/parseConfiguration.ts',
  parseSettings: 'server/language/parseSettings.ts',
};

const root = path.resolve(import.meta.dirname, '..');

/** Has programs load modules from the files beside them, where they would have copies of their own. */
export function besideTheProgram(modules: Readonly<Record<string, string>>): Plugin {
  const fileOf = new Map(
    Object.entries(modules).map(([name, source]) => [path.join(root, source), `./${name}.js`]),
  );
  return {
    name: 'beside-the-program',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\./ }, ({ path: name, resolveDir, kind }) => {
        const file = kind === 'dynamic-import' ? fileOf.get(path.join(resolveDir, name)) : undefined;
        return file === undefined ? undefined : { path: file, external: true };
      });
    },
  };
}
