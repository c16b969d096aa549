/** How a comment of a language is written on one line; `close` is empty where it runs to the line's end. */
export interface CommentForm {
  readonly open: string;
  readonly close: string;
}

const hash: CommentForm = { open: '#', close: '' };
const slashes: CommentForm = { open: '//', close: '' };
const dashes: CommentForm = { open: '--', close: '' };
const block: CommentForm = { open: '/*', close: '*/' };
const markup: CommentForm = { open: '<!--', close: '-->' };
const semicolon: CommentForm = { open: ';', close: '' };

const forms: Readonly<Record<string, CommentForm>> = {
  python: hash,
  javascript: slashes,
  javascriptreact: slashes,
  typescript: slashes,
  typescriptreact: slashes,
  java: slashes,
  c: slashes,
  cpp: slashes,
  csharp: slashes,
  go: slashes,
  rust: slashes,
  ruby: hash,
  php: slashes,
  swift: slashes,
  kotlin: slashes,
  scala: slashes,
  lua: dashes,
  perl: hash,
  r: hash,
  shellscript: hash,
  powershell: hash,
  sql: dashes,
  css: block,
  scss: slashes,
  less: slashes,
  vue: markup,
  svelte: markup,
  elixir: hash,
  julia: hash,
  coffeescript: hash,
  nim: hash,
  graphql: hash,
  terraform: hash,
  yaml: hash,
  toml: hash,
  dockerfile: hash,
  makefile: hash,
  'objective-c': slashes,
  'objective-cpp': slashes,
  dart: slashes,
  fsharp: slashes,
  groovy: slashes,
  zig: slashes,
  solidity: slashes,
  proto3: slashes,
  sass: slashes,
  stylus: slashes,
  jade: slashes,
  jsonc: slashes,
  haskell: dashes,
  html: markup,
  markdown: markup,
  xml: markup,
  clojure: semicolon,
  ini: semicolon,
};

/** The comment form that directives use in a language; undefined for one that has none we know. */
export function commentForm(languageId: string): CommentForm | undefined {
  return Object.hasOwn(forms, languageId) ? forms[languageId] : undefined;
}
