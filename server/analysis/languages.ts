const byExtension: Readonly<Record<string, string>> = {
  py: 'python',
  pyi: 'python',
  pyw: 'python',
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  es6: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  cts: 'typescript',
  mts: 'typescript',
  tsx: 'typescriptreact',
  java: 'java',
  c: 'c',
  i: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  cxx: 'cpp',
  'c++': 'cpp',
  h: 'cpp',
  hh: 'cpp',
  hpp: 'cpp',
  hxx: 'cpp',
  inl: 'cpp',
  ipp: 'cpp',
  cs: 'csharp',
  csx: 'csharp',
  go: 'go',
  rs: 'rust',
  rb: 'ruby',
  rake: 'ruby',
  gemspec: 'ruby',
  ru: 'ruby',
  php: 'php',
  phtml: 'php',
  swift: 'swift',
  kt: 'kotlin',
  kts: 'kotlin',
  scala: 'scala',
  sc: 'scala',
  sbt: 'scala',
  lua: 'lua',
  pl: 'perl',
  pm: 'perl',
  t: 'perl',
  r: 'r',
  sh: 'shellscript',
  bash: 'shellscript',
  zsh: 'shellscript',
  ksh: 'shellscript',
  ps1: 'powershell',
  psm1: 'powershell',
  psd1: 'powershell',
  sql: 'sql',
  css: 'css',
  scss: 'scss',
  less: 'less',
  vue: 'vue',
  svelte: 'svelte',
  m: 'objective-c',
  mm: 'objective-cpp',
  dart: 'dart',
  ex: 'elixir',
  exs: 'elixir',
  erl: 'erlang',
  hrl: 'erlang',
  hs: 'haskell',
  fs: 'fsharp',
  fsi: 'fsharp',
  fsx: 'fsharp',
  vb: 'vb',
  groovy: 'groovy',
  gradle: 'groovy',
  clj: 'clojure',
  cljc: 'clojure',
  cljs: 'clojure',
  jl: 'julia',
  coffee: 'coffeescript',
  ml: 'ocaml',
  mli: 'ocaml',
  zig: 'zig',
  nim: 'nim',
  sol: 'solidity',
  graphql: 'graphql',
  gql: 'graphql',
  proto: 'proto3',
  tf: 'terraform',
  bat: 'bat',
  cmd: 'bat',
  sass: 'sass',
  styl: 'stylus',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  hbs: 'handlebars',
  handlebars: 'handlebars',
  pug: 'jade',
  jade: 'jade',
  cshtml: 'razor',
  razor: 'razor',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  dockerfile: 'dockerfile',
  containerfile: 'dockerfile',
  mk: 'makefile',
  mak: 'makefile',
  json: 'json',
  jsonc: 'jsonc',
  md: 'markdown',
  markdown: 'markdown',
  xml: 'xml',
};

const byName: Readonly<Record<string, string>> = {
  gemfile: 'ruby',
  rakefile: 'ruby',
  sconstruct: 'python',
  sconscript: 'python',
  jakefile: 'javascript',
  '.bashrc': 'shellscript',
  '.bash_profile': 'shellscript',
  '.profile': 'shellscript',
  '.zshrc': 'shellscript',
  dockerfile: 'dockerfile',
  containerfile: 'dockerfile',
  makefile: 'makefile',
  gnumakefile: 'makefile',
};

/** Locked versions that a package manager writes in a language people write too. */
const generated = new Set(['pnpm-lock.yaml', 'package-lock.json', 'npm-shrinkwrap.json']);

/** Settings of a tool, written as a module that only the tool imports: it may be as heavy as the tool. */
const toolSettings = /^(?:.+\.config|\.[\w-]+rc)\.[cm]?[jt]s$/;

/**
 * What a file is by its name. `generated`: a program writes it, and it has no length anybody could answer for;
 * `tool-settings`: what it imports is no burden on the program.
 */
export type FileRole = 'source' | 'generated' | 'tool-settings';

export function fileRole(path: string): FileRole {
  const name = baseName(path);
  if (generated.has(name)) return 'generated';
  return toolSettings.test(name) ? 'tool-settings' : 'source';
}

const javaScript = new Set(['javascript', 'javascriptreact', 'typescript', 'typescriptreact']);

/** Whether definitions and imports are found in a language; in every other lines alone are counted. */
export function hasScanner(languageId: string): boolean {
  return languageId === 'python' || javaScript.has(languageId);
}

/** Language id of a file by its name, as the editor gives it; undefined for one that has no rules. */
export function languageOf(path: string): string | undefined {
  const name = baseName(path);
  if (Object.hasOwn(byName, name)) return byName[name];
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1);
  return dot >= 0 && Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
}
