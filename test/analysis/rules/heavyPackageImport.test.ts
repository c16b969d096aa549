import { describe, expect, it } from 'vitest';
import { analyze } from '../../../server/analysis/analyze.ts';
import { heavyPackageCatalogue } from '../../../server/analysis/heavyImports/heavyPackageCatalogue.ts';
import { heavyPackageRoot, heavyPackages } from '../../../server/analysis/heavyImports/heavyPackages.ts';
import { settingsWith } from '../settings.ts';

function found(text: string, languageId = 'typescript'): string[] {
  return analyze(text, languageId, settingsWith()).flatMap((finding) =>
    finding.rule === 'heavy-import' ? [`${finding.data.module} < ${finding.data.root}`] : [],
  );
}

describe('heavy-import in JavaScript and TypeScript', () => {
  it.each([
    ["import ts from 'typescript';\n", 'typescript < typescript'],
    ["import * as ts from 'typescript'\n", 'typescript < typescript'],
    ["import { S3 } from '@aws-sdk/client-s3';\n", '@aws-sdk/client-s3 < @aws-sdk/client-s3'],
    ["import { format } from 'date-fns';\n", 'date-fns < date-fns'],
    ["import 'jsdom';\n", 'jsdom < jsdom'],
    ["export { JSDOM } from 'jsdom';\n", 'jsdom < jsdom'],
    ["const { JSDOM } = require('jsdom');\n", 'jsdom < jsdom'],
    ["if (x) {\n  require('jsdom/lib/api');\n}\n", 'jsdom/lib/api < jsdom'],
    ["import ts = require('typescript');\n", 'typescript < typescript'],
  ])('finds %s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    "import type { Node } from 'typescript';\n",
    "export type { Node } from 'typescript';\n",
    "import { type Node } from 'typescript';\n",
    "import ts from './typescript';\nimport fs from 'node:typescript';\nimport x from '#jsdom';\n",
    "import { z } from 'typescript-is-not-this';\n",
    "function load() {\n  return require('typescript');\n}\n",
    "const load = async () => import('typescript');\n",
    "import defer * as ts from 'typescript';\n",
    "import numpy from 'numpy';\n",
    "import { format } from 'date-fns/format';\nimport Add from '@mui/icons-material/Add';\n",
  ])('leaves alone %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('says nothing of a Python module that has the name of a package', () => {
    expect(found('import typescript\nimport jsdom\n', 'python')).toEqual([]);
  });

  it('marks the specifier inside its quotes', () => {
    const [finding] = analyze("import ts from 'typescript';\n", 'javascript', settingsWith());
    expect(finding?.range).toEqual({ start: { line: 1, column: 17 }, end: { line: 1, column: 27 } });
  });
});

describe('heavy packages', () => {
  it('are those of the catalogue and those added, without those allowed and what lies below them', () => {
    const heavy = heavyPackages(['@mine/engine', 'typescript/special'], ['typescript', '@langchain']);
    expect(heavyPackageRoot('@mine/engine/deep', heavy)).toBe('@mine/engine');
    expect(heavyPackageRoot('typescript', heavy)).toBeUndefined();
    expect(heavyPackageRoot('typescript/special/x', heavy)).toBe('typescript/special');
    expect(heavyPackageRoot('@langchain/core', heavy)).toBeUndefined();
    expect(heavyPackageRoot('jsdom', heavy)).toBe('jsdom');
  });

  it('have measured weights', () => {
    for (const [name, { milliseconds, megabytes, version }] of heavyPackageCatalogue) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
      expect(milliseconds > 50 || megabytes > 10, name).toBe(true);
    }
  });
});
