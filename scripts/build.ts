// Bundles everything that ships into dist/. Entries of one program share chunks.
import { chmod, copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { absentPackages } from './absentPackages.ts';
import { commandsTogether } from './commandsTogether.ts';
import { configurationJsonSchema } from './configurationJsonSchema.ts';
import { namedExports } from './namedExports.ts';
import { replaceFolder } from './replaceFolder.ts';
import { besideTheProgram, languageModules, serviceModules } from './sharedModules.ts';
import { statusJsonSchema } from './statusJsonSchema.ts';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

/** CommonJS dependencies inside an ES module bundle still call `require` for Node's own modules: in one file or two. */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  splitting: true,
  // Without `keepNames`: every function would be told its name again each time one is made.
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  // Its CommonJS build looks its own parts up at run time, where a bundle has none.
  alias: {
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
    '@modelcontextprotocol/server/_shims': './scripts/mcpPlatform.ts',
    '@hono/node-server': './scripts/mcpPlatform.ts',
  },
  banner: { js: requireBanner },
} as const;

/** For what is to start faster than ES modules can. */
const commonJs = { format: 'cjs', splitting: false, outExtension: { '.js': '.cjs' }, banner: {} } as const;

/** The language server with what it starts beside itself. */
export const languagePrograms = {
  language: 'server/language/main.ts',
  indexThread: 'server/language/workspaceIndex/indexThread.ts',
};

/** The service and the command line, with what they start beside themselves. */
const servicePrograms = {
  service: 'server/infrastructure/main.ts',
  routerProgram: 'server/infrastructure/deployments/router/routerProgram.ts',
  reportThread: 'server/infrastructure/deployments/gates/reportThread.ts',
  cli: 'server/cli/main.ts',
  scanThread: 'server/workspace/scan/scanThread.ts',
};

/** What the extension host loads. */
const client = {
  ...shared,
  entryPoints: { extension: 'client/extension.ts' },
  target: 'node22',
  external: ['vscode'],
  plugins: [absentPackages, commandsTogether],
};

/** What panels load: one file each, for a browser. */
const webviews = {
  ...shared,
  entryPoints: {
    conflictMatrix: 'client/conflicts/webview/main.ts',
    slotPreview: 'client/preview/webview/main.ts',
    dashboard: 'client/dashboard/webview/main.ts',
  },
  platform: 'browser',
  format: 'iife',
  splitting: false,
  target: 'chrome140',
  banner: {},
} as const;

/**
 * Bundles programs as they ship. The language server is built apart from the others: what two programs share becomes
 * files of its own, and each that it loads delays every window.
 * @param entryPoints path of the source by the name of the program
 * @param plugins what has a say in where a module comes from
 */
export async function buildPrograms(
  entryPoints: Readonly<Record<string, string>>,
  outdir: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  await buildModules({
    ...shared,
    plugins: [...plugins, namedExports],
    entryPoints,
    outdir,
    target: 'node22',
  });
}

/** Builds ES modules in ASCII, and takes out of those that have no use for it what all of them begin with. */
async function buildModules(options: BuildOptions): Promise<void> {
  const { metafile } = await build(options);
  const files = Object.keys(metafile?.outputs ?? {}).map((file) => path.join(root, file));
  await Promise.all(files.map(compact));
}

async function compact(file: string): Promise<void> {
  const code = await readFile(file, 'utf8');
  const compacted = inAscii(withoutIdleBanner(code));
  if (compacted !== code) await writeFile(file, compacted);
}

function withoutIdleBanner(code: string): string {
  const [banner = '', ...rest] = code.split(requireBanner);
  const own = rest.join(requireBanner).trimStart();
  return banner === '' && !/\brequire\b/.test(own) ? own : code;
}

/**
 * Code with escapes for what esbuild leaves as it is in regular expressions alone: one such character, and V8 keeps a
 * whole file in two bytes a character for as long as the program runs.
 */
function inAscii(code: string): string {
  return code.replace(/\P{ASCII}/gu, (character) =>
    // Of two units where one does not hold it.
    Array.from({ length: character.length }, (_, at) => escaped(character.charCodeAt(at))).join(''),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Builds everything; what was built before is there, whole, until this is. */
export async function buildAll(): Promise<void> {
  const fresh = path.join(root, `.cache/dist-${process.pid}`);
  try {
    await buildInto(fresh);
    await replaceFolder(dist, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function buildInto(folder: string): Promise<void> {
  const server = path.join(folder, 'server');
  const outdir = path.join(folder, 'client');
  await Promise.all([
    buildPrograms({ ...languagePrograms, ...languageModules }, server, [besideTheProgram(serviceModules)]),
    buildPrograms({ ...servicePrograms, ...serviceModules }, server, [
      absentPackages,
      besideTheProgram(languageModules),
    ]),
    build({
      ...shared,
      ...commonJs,
      entryPoints: { recall: 'server/cli/recall.ts' },
      outdir: server,
      target: 'node22',
    }),
    buildModules({ ...client, outdir }),
    build({ ...webviews, outdir }),
  ]);
  await copyFile(path.join(root, 'server/cli/swarm.cjs'), path.join(server, 'swarm.cjs'));
  await chmod(path.join(server, 'swarm.cjs'), 0o755);
  await writeSchema(path.join(folder, 'swarm.schema.json'), configurationJsonSchema());
  await writeSchema(path.join(folder, 'status.schema.json'), statusJsonSchema());
}

async function writeSchema(file: string, schema: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(schema, null, 1)}\n`);
}

if (import.meta.main) await buildAll();
