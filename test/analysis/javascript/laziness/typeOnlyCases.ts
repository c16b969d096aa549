import { js, type MatrixCase, ts } from './matrixCase.ts';

/** Cases 55 and 61 of types, and 63: imports that bring in types alone. */
export const typeOnlyCases: readonly MatrixCase[] = [
  ts(
    '55 names used as types become import type',
    "import { A, b as B } from 'heavy';\nlet a: A, b: typeof B;\n",
    {
      verdict: 'safe',
      fixed: "import type { A, b as B } from 'heavy';\nlet a: A, b: typeof B;\n",
    },
  ),
  ts('55 a namespace', "import * as ns from 'heavy'\nlet a: ns.A;\n", {
    verdict: 'safe',
    fixed: "import type * as ns from 'heavy'\nlet a: ns.A;\n",
  }),
  ts(
    '55 a default with names becomes two statements',
    "import X, { type A, B } from 'heavy';\r\nlet a: A, b: B, c: X;\r\n",
    {
      verdict: 'safe',
      fixed: "import type X from 'heavy';\r\nimport type { A, B } from 'heavy';\r\nlet a: A, b: B, c: X;\r\n",
    },
  ),
  ts('55 a default with a namespace', "import X, * as N from 'heavy';\nlet c: X<N.Y>;\n", {
    verdict: 'safe',
    fixed: "import type X from 'heavy';\nimport type * as N from 'heavy';\nlet c: X<N.Y>;\n",
  }),
  ts('55 comments inside stay', "import {\n  A, // first\n  type B,\n} from 'heavy';\nlet a: A | B;\n", {
    verdict: 'safe',
    fixed: "import type {\n  A, // first\n  B,\n} from 'heavy';\nlet a: A | B;\n",
  }),
  ts('55 import = require()', "import x = require('heavy');\nlet a: x.B;\n", {
    verdict: 'safe',
    fixed: "import type x = require('heavy');\nlet a: x.B;\n",
  }),
  ts(
    '55 implements, interfaces, type exports and type arguments are types',
    "import { A, B, C, D } from 'heavy';\nclass K implements A {}\ninterface I extends B {}\nexport type { C };\nnew Map<string, D>();\n",
    {
      verdict: 'safe',
      fixed:
        "import type { A, B, C, D } from 'heavy';\nclass K implements A {}\ninterface I extends B {}\nexport type { C };\nnew Map<string, D>();\n",
    },
  ),
  ts(
    '55 a value of the same name elsewhere is another',
    "import { A } from 'heavy';\nfunction f(A: A) { return A; }\n",
    {
      verdict: 'safe',
      fixed: "import type { A } from 'heavy';\nfunction f(A: A) { return A; }\n",
    },
  ),
  ts('55 one value use forbids it', "import { A, B } from 'heavy';\nlet a: A = B;\n", {
    verdict: 'no',
    cases: [3],
  }),
  ts(
    '61 a decorated class needs its types when it runs',
    "import { Service } from 'heavy';\n@Injectable()\nclass K {\n  constructor(private s: Service) {}\n}\n",
    {
      verdict: 'unsafe',
      fixed:
        "import type { Service } from 'heavy';\n@Injectable()\nclass K {\n  constructor(private s: Service) {}\n}\n",
    },
  ),
  ts(
    '61 a decorated parameter too',
    "import { Service } from 'heavy';\nclass K {\n  m(@Inject() s: Service) {}\n}\n",
    { verdict: 'unsafe' },
  ),
  ts(
    '61 an undecorated member of it does not',
    "import { Service } from 'heavy';\n@Injectable()\nclass K {\n  m(s: Service) {}\n}\n",
    { verdict: 'safe' },
  ),
  {
    ...ts('55 React is used by every element', "import React from 'heavy';\nlet a: React.Node = <p />;\n", {
      verdict: 'no',
      cases: [3],
    }),
    languageId: 'typescriptreact',
  },
  js('25 an import nobody uses', "import { a } from 'heavy';\n", { verdict: 'no', cases: [25] }),
];
