import type { Plugin } from 'esbuild';

/** A function that gives functions, whatever it is asked for: enough for what is set up and never used. */
const nothing = 'const nothing = () => nothing; module.exports = nothing;';

/** The MCP server makes a validator, and asks it when a client has filled in a form: ours shows none. */
const noValidator =
  "export class DefaultJsonSchemaValidator {}; export { default as process } from 'node:process';";

/**
 * Packages that others load for what this project never does, and what stands in for them. Fastify compiles JSON Schemas
 * with the first two, where our routes check with zod, and sends itself requests with the third; prom-client takes
 * exemplars from the fourth. Versions are compared of plugins of Fastify and of VS Code: those are what package.json asks
 * for.
 */
const standIns: Readonly<Record<string, string>> = {
  '@fastify/ajv-compiler': nothing,
  '@fastify/fast-json-stringify-compiler': nothing,
  'light-my-request': nothing,
  '@opentelemetry/api': nothing,
  semver: nothing,
  'semver/functions/parse': nothing,
  'semver/functions/satisfies': nothing,
  '@modelcontextprotocol/server/_shims': noValidator,
};

/** Leaves out of programs what never runs and would be a quarter of their size. */
export const absentPackages: Plugin = {
  name: 'absent-packages',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^[@a-z]/ }, ({ path }) =>
      Object.hasOwn(standIns, path) ? { path, namespace: 'absent' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'absent' }, ({ path }) => ({
      contents: standIns[path] ?? nothing,
      resolveDir: import.meta.dirname,
    }));
  },
};
