import { js, type MatrixCase, ts } from './matrixCase.ts';

/** What can move, and the text after it has. */
export const movingCases: readonly MatrixCase[] = [
  js(
    '62 require in the function that uses it',
    "'use strict';\nconst a = require('heavy'); // big\n\nfunction f() {\n  // why\n  return a.b;\n}\n",
    {
      verdict: 'safe',
      fixed:
        "'use strict';\n// big\n\nfunction f() {\n  const a = require('heavy');\n  // why\n  return a.b;\n}\n",
    },
  ),
  js(
    '62 in each of several, only the names they use',
    "const { a, b: c } = require('heavy')\nfunction f() {\n\treturn a\n}\nclass K {\n\tget g() { return a + c }\n}\n",
    {
      verdict: 'safe',
      fixed:
        "function f() {\n\tconst { a } = require('heavy')\n\treturn a\n}\nclass K {\n\tget g() { const { a, b: c } = require('heavy'); return a + c }\n}\n",
    },
  ),
  js(
    '62 in the outermost user of a closure',
    "const a = require('heavy');\nfunction f() {\n  a();\n  return () => a.b;\n}\n",
    {
      verdict: 'safe',
      fixed: "function f() {\n  const a = require('heavy');\n  a();\n  return () => a.b;\n}\n",
    },
  ),
  js(
    '62 in arrows',
    "const a = require('heavy');\nexports.f = () => a.b;\nexports.g = (x) =>\n  ({ x: a });\n",
    {
      verdict: 'safe',
      fixed:
        "exports.f = () => { const a = require('heavy'); return a.b; };\nexports.g = (x) => { const a = require('heavy'); return (\n  ({ x: a })); };\n",
    },
  ),
  js(
    '30 one of several declarators',
    "const a = require('heavy').b, c = 1;\nfunction f() {\n  return a;\n}\n",
    {
      verdict: 'safe',
      fixed: "const c = 1;\nfunction f() {\n  const a = require('heavy').b;\n  return a;\n}\n",
    },
  ),
  js(
    '32 one of two statements of a line',
    "const x = 1; const a = require('heavy');\nfunction f() {\n  return a;\n}\n",
    {
      verdict: 'safe',
      fixed: "const x = 1; \nfunction f() {\n  const a = require('heavy');\n  return a;\n}\n",
    },
  ),
  js(
    '36 behind the directives of a function',
    "const a = require('heavy')\nfunction f() {\n  'use strict'\n  return a\n}\n",
    {
      verdict: 'safe',
      fixed: "function f() {\n  'use strict'\n  const a = require('heavy')\n  return a\n}\n",
    },
  ),
  js(
    '35 a parameter of the same name is another',
    "const a = require('heavy');\nfunction f(a) {\n  return a;\n}\nfunction g() {\n  return a;\n}\n",
    {
      verdict: 'safe',
      fixed:
        "function f(a) {\n  return a;\n}\nfunction g() {\n  const a = require('heavy');\n  return a;\n}\n",
    },
  ),
  js(
    '49 CRLF and a byte order mark stay',
    "\ufeffconst a = require('heavy');\r\nfunction f() {\r\n  return a;\r\n}\r\n",
    {
      verdict: 'safe',
      fixed: "\ufefffunction f() {\r\n  const a = require('heavy');\r\n  return a;\r\n}\r\n",
    },
  ),
  js(
    'statements without semicolons do not run together',
    "const x = 1\nconst a = require('heavy')\n;[1].f(() => 1)\nfunction f() {\n  return a\n}\n",
    {
      verdict: 'safe',
      fixed: "const x = 1\n;[1].f(() => 1)\nfunction f() {\n  const a = require('heavy');\n  return a\n}\n",
    },
  ),
  js(
    '56 names are read from the package when they are used',
    "import { read, K } from 'heavy';\n\nexport async function f(x) {\n  await x;\n  read(x);\n  return { read, k: new K() };\n}\n",
    {
      verdict: 'safe',
      fixed:
        "\nexport async function f(x) {\n  await x;\n  const heavy = await import('heavy');\n  (0, heavy.read)(x);\n  return { read: heavy.read, k: new heavy.K() };\n}\n",
    },
  ),
  js(
    '56 without semicolons',
    "import { read } from 'heavy'\nexport async function f(x) {\n  await x\n  read(x)\n  read`x`\n}\n",
    {
      verdict: 'safe',
      fixed:
        "export async function f(x) {\n  await x\n  const heavy = await import('heavy')\n  ;(0, heavy.read)(x)\n  ;(0, heavy.read)`x`\n}\n",
    },
  ),
  js(
    '57 a function that waits at its start where it did not',
    "import a from 'heavy';\nexport async function f() {\n  return a.b;\n}\n",
    {
      verdict: 'unsafe',
      fixed:
        "export async function f() {\n  const { default: a } = await import('heavy');\n  return a.b;\n}\n",
    },
  ),
  js(
    '57 a callback inside of an async function',
    "import * as a from 'heavy';\nexport async function f(x) {\n  const y = await x;\n  return y.map((z) => a.go(z));\n}\n",
    {
      verdict: 'safe',
      fixed:
        "export async function f(x) {\n  const y = await x;\n  const a = await import('heavy');\n  return y.map((z) => a.go(z));\n}\n",
    },
  ),
  js(
    '57 a hoisted function may be called before the import',
    "import a from 'heavy';\nexport async function f(x) {\n  await x;\n  go();\n  function go() {\n    return a;\n  }\n}\n",
    {
      verdict: 'unsafe',
      fixed:
        "export async function f(x) {\n  const { default: a } = await import('heavy');\n  await x;\n  go();\n  function go() {\n    return a;\n  }\n}\n",
    },
  ),
  js(
    '63 default, named and namespace',
    "import d, { n as m } from 'heavy';\nexport const f = async () => {\n  await 0;\n  return [d, m];\n};\n",
    {
      verdict: 'safe',
      fixed:
        "export const f = async () => {\n  await 0;\n  const heavy = await import('heavy');\n  return [heavy.default, heavy.n];\n};\n",
    },
  ),
  js(
    '63 a namespace of a name that is taken',
    "import { n } from 'heavy';\nexport async function f(heavy) {\n  await 0;\n  return n + heavy;\n}\n",
    {
      verdict: 'safe',
      fixed:
        "export async function f(heavy) {\n  await 0;\n  const heavyModule = await import('heavy');\n  return heavyModule.n + heavy;\n}\n",
    },
  ),
  ts(
    '55 types stay imported as types',
    "import t, { A, type B, go } from 'heavy';\nexport async function f(x: A): Promise<B> {\n  await x;\n  return go(t);\n}\n",
    {
      verdict: 'safe',
      fixed:
        "import type { A, B } from 'heavy';\nexport async function f(x: A): Promise<B> {\n  await x;\n  const heavy = await import('heavy');\n  return (0, heavy.go)(heavy.default);\n}\n",
    },
  ),
  ts(
    '55 a name that is type and value',
    "import t from 'heavy';\nexport async function f(x: t.A) {\n  await x;\n  return t.go(x);\n}\n",
    {
      verdict: 'safe',
      fixed:
        "import type t from 'heavy';\nexport async function f(x: t.A) {\n  await x;\n  const { default: t } = await import('heavy');\n  return t.go(x);\n}\n",
    },
  ),
  js(
    '65 part of a page',
    "import { go } from 'heavy';\nexport async function f(x) {\n  await x;\n  go(document.body);\n}\n",
    { verdict: 'unsafe', cases: [65] },
  ),
  {
    ...ts(
      '65 a component',
      "import { go } from 'heavy';\nexport const onClick = async () => {\n  await 0;\n  go();\n};\n",
      { verdict: 'unsafe', cases: [65] },
    ),
    languageId: 'typescriptreact',
  },
  js(
    '33 the same package twice, both can move',
    "import a from 'heavy';\nimport { b } from 'heavy/b';\nexport async function f() {\n  await 1;\n  return a + b;\n}\n",
    {
      verdict: 'safe',
      fixed:
        "import { b } from 'heavy/b';\nexport async function f() {\n  await 1;\n  const { default: a } = await import('heavy');\n  return a + b;\n}\n",
    },
  ),
];
