import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moduleScopes } from '../../../../server/analysis/python/scopes/moduleScopes.ts';
import type { Binding, ModuleScopes, Scope } from '../../../../server/analysis/python/scopes/scope.ts';
import { parse } from '../../../../server/analysis/python/syntax/parse.ts';
import { LineTable } from '../../../../server/analysis/text/lineTable.ts';
import { difference, factsOf, hasPython, pythonFiles, runPython } from '../pythonFiles.ts';

const program = join(import.meta.dirname, 'symbolTables.py');

// Since 3.12 the symbol table gives names of comprehensions to the function around them.
const hasOwnComprehensions =
  hasPython && runPython(['-c', 'import sys; print(sys.version_info < (3, 12))']).trim() === 'True';

describe.skipIf(!hasOwnComprehensions)('scopes (needs python3 before 3.12)', () => {
  it("say of each name what Python's own symbol table says", { timeout: 600_000 }, () => {
    const expected = factsOf<string[]>(program, pythonFiles(60));
    expect(expected.length).toBeGreaterThan(20);
    for (const [file, symbols] of expected) {
      const text = readFileSync(file, 'utf8');
      const found = outline(text, moduleScopes(parse(text)));
      expect(difference(found, symbols), file).toEqual([]);
    }
  });
});

interface Flags {
  isRead: boolean;
  isBound: boolean;
  binding: Binding | undefined;
}

function outline(text: string, scopes: ModuleScopes): string[] {
  const names = new Map<Scope, Map<string, Flags>>(scopes.scopes.map((scope) => [scope, new Map()]));
  const flagsOf = (scope: Scope, name: string, binding: Binding | undefined): Flags => {
    const ofScope = names.get(scope) ?? new Map<string, Flags>();
    const flags = ofScope.get(name) ?? { isRead: false, isBound: false, binding };
    ofScope.set(name, flags);
    return flags;
  };
  for (const scope of scopes.scopes) {
    for (const binding of scope.bindings.values()) {
      if (binding.name === '__class__') continue;
      for (const { scope: at, form } of binding.places) {
        flagsOf(at, binding.name, binding).isBound = true;
        // Python notes a walrus of a comprehension there and where it binds.
        if (form === 'walrus') flagsOf(outsideComprehensions(at), binding.name, binding).isBound = true;
      }
    }
  }
  for (const { scope, name, binding, evaluation } of scopes.uses) {
    // Python reads annotations that are but strings in a scope it does not show.
    if (scopes.hasStringAnnotations && evaluation.when === 'annotation') continue;
    flagsOf(scope, name, binding).isRead = true;
  }
  const table = new LineTable(text);
  const lines = [...names].flatMap(([scope, ofScope]) =>
    [...ofScope].map(([name, flags]) => `${head(scope, table)} ${name} ${described(scope, flags)}`),
  );
  return [...new Set(lines)].sort();
}

function outsideComprehensions(scope: Scope): Scope {
  return scope.kind === 'comprehension' && scope.parent ? outsideComprehensions(scope.parent) : scope;
}

function head({ kind, node }: Scope, table: LineTable): string {
  if (kind === 'module') return 'module 0';
  const start = 'keywordStart' in node ? node.keywordStart : node.start;
  return `${kind} ${table.lineAt(start)}`;
}

function described(scope: Scope, { isRead, isBound, binding }: Flags): string {
  const isGlobal = binding === undefined || binding.scope.kind === 'module';
  const where = isGlobal ? 'global' : binding.scope === scope ? 'local' : 'free';
  return `${where} ${isRead ? 'read' : ''} ${isBound ? 'bound' : ''}`;
}
