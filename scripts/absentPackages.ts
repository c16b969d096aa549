import type { Plugin } from 'esbuild';

/** A function that gives functions, whatever it is asked for: enough for what is set up and never used. */
const nothing = 'const nothing = () => nothing; module.exports = nothing;';

/**
 * Packages that others load for what this project never does: Fastify compiles JSON Schemas with the first two, where
 * our routes check with zod, and sends itself requests with the third; prom-client takes exemplars from the fourth.
 * Versions are compared of plugins of Fastify and of VS Code: those are what package.json asks for.
 */
const packages = [
  '@fastify/ajv-compiler',
  '@fastify/fast-json-stringify-compiler',
  'light-my-request',
  '@opentelemetry/api',
  'semver',
  'semver/functions/parse',
  'semver/functions/satisfies',
];

/** Leaves out of programs what never runs and would be a quarter of their size. */
export const absentPackages: Plugin = {
  name: 'absent-packages',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^[@a-z]/ }, ({ path, kind }) =>
      kind === 'require-call' && packages.includes(path) ? { path, namespace: 'absent' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'absent' }, () => ({ contents: nothing }));
  },
};
