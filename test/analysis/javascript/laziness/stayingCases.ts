import { js, type MatrixCase, ts } from './matrixCase.ts';

const no = (...cases: number[]) => ({ verdict: 'no', cases }) as const;

/** What has to stay where it is, and why. */
export const stayingCases: readonly MatrixCase[] = [
  js('59 an import for its effects', "import 'heavy';\n", no(59)),
  js('59 a require for its effects', "require('heavy');\n", no(59)),
  js('60 export from', "export { a } from 'heavy';\n", no(60)),
  js('60 export all from', "export * from 'heavy';\n", no(60)),
  js('60 exported again', "import { a } from 'heavy';\nexport { a };\n", no(60)),
  js('60 exported as default', "import a from 'heavy';\nexport default a;\n", no(60)),
  js('60 module.exports', "module.exports = require('heavy');\n", no(60)),
  js(
    '60 a property of module.exports',
    "const a = require('heavy');\nmodule.exports = { b: a.c };\n",
    no(60),
  ),
  js('61 extends', "import { A } from 'heavy';\nclass B extends A {}\n", no(61)),
  js('61 a decorator', "import { dec } from 'heavy';\n@dec()\nclass B {}\n", no(61)),
  js('58 awaited at module level', "const a = await import('heavy');\n", no(58)),
  js(
    '57 a function that is not async',
    "import a from 'heavy';\nexport function f() {\n  return a.b;\n}\n",
    no(57),
  ),
  js(
    '57 one of two',
    "import a from 'heavy';\nexport async function g() {\n  return a;\n}\nexport const f = () => a.b;\n",
    no(57),
  ),
  js(
    '64 jest.mock',
    "import a from 'heavy';\njest.mock('heavy');\nexport async function f() {\n  return a;\n}\n",
    no(64),
  ),
  js('64 vi.mock', "const a = require('heavy');\nvi.mock('./x');\nfunction f() {\n  return a;\n}\n", no(64)),
  js('62 inside try', "let a;\ntry {\n  a = require('heavy');\n} catch {}\n", no(21)),
  js('62 under a condition', "if (x) {\n  var a = require('heavy');\n}\n", no(23)),
  ts(
    '62 import = require() with values',
    "import a = require('heavy');\nexport const f = () => a.b;\n",
    no(62),
  ),
  js('3 at module level', "const a = require('heavy');\nconst b = a.c;\n", no(3)),
  js('4 in a template at module level', "import a from 'heavy';\nexport const s = html`<a>` + a.b;\n", no(3)),
  ts('3 in an enum', "import { a } from 'heavy';\nenum E {\n  X = a.b,\n}\n", no(3)),
  js('5 a callback that runs at once', "const a = require('heavy');\n[1].map(() => a.b);\n", no(10)),
  js('8 default of a parameter', "const a = require('heavy');\nfunction f(x = a.b) {}\n", no(8)),
  js('9 a static field', "import a from 'heavy';\nclass K {\n  static b = a.c;\n}\n", no(9)),
  js('9 a field', "import a from 'heavy';\nclass K {\n  b = a.c;\n}\n", no(9)),
  js(
    '10 called while importing',
    "const a = require('heavy');\nmain();\nfunction main() {\n  helper();\n}\nconst helper = () => a.b;\n",
    no(10),
  ),
  js(
    '10 a function that calls itself',
    "const a = require('heavy');\n(function () {\n  a.b();\n})();\n",
    no(10),
  ),
  js(
    '10 a constructor',
    "const a = require('heavy');\nclass K {\n  constructor() {\n    a.b();\n  }\n}\nclass L extends K {}\nnew L();\n",
    no(10),
  ),
  js(
    '10 a method',
    "const a = require('heavy');\nconst o = {\n  run() {\n    a.b();\n  },\n};\no.run();\n",
    no(10),
  ),
  js(
    '33 the same package imported for good',
    "import a from 'heavy';\nimport { b } from 'heavy';\nb();\nexport async function f() {\n  await 1;\n  return a;\n}\n",
    no(33),
  ),
  js('34 rebound', "let a = require('heavy');\na = 1;\nfunction f() {\n  return a;\n}\n", no(34)),
  js('34 counted up', "let a = require('heavy').count;\nfunction f() {\n  return a++;\n}\n", no(34)),
  js(
    '34 rebound by a pattern',
    "let a = require('heavy');\n[{ a }] = x;\nfunction f() {\n  return a;\n}\n",
    no(34),
  ),
  js(
    '35 another require',
    "const a = require('heavy');\ndefine(function (require) {\n  return a;\n});\n",
    no(35),
  ),
  js(
    '40 eval',
    "const a = require('heavy');\nfunction f() {\n  return eval('a');\n}\nf.x = () => a;\n",
    no(40),
  ),
  js('50 a text that does not parse', "const a = require('heavy');\nfunction f( {\n", no(50)),
  js(
    '63 with attributes',
    "import a from 'heavy' with { type: 'json' };\nasync function f() {\n  return a;\n}\n",
    no(63),
  ),
  js(
    '31 a comment inside',
    "import { a /* why */ } from 'heavy';\nasync function f() {\n  return a;\n}\n",
    no(31),
  ),
];
