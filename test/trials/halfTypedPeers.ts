import { spawnSync } from 'node:child_process';
import { parse as parseWithBabel } from '@babel/parser';
import type { Found, Outline, Reader } from '../analysis/halfTyped/survival.ts';
import { peerPackages } from './peerPackages.ts';

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly source?: { readonly value?: unknown } | null;
  readonly [key: string]: unknown;
}

const nothing: Outline = { imports: [], definitions: [] };

/** Parsers that go on behind an error, as far as theirs lets them. */
export function javascriptPeers(): Record<string, Reader> {
  const require = peerPackages();
  const { parseSync } = require('oxc-parser') as {
    parseSync(name: string, text: string): { readonly program: unknown };
  };
  const typescript = require('typescript') as TypeScript;
  return {
    '@babel/parser, errorRecovery': (text, languageId) =>
      guarded(() => outlineOf(text, parseWithBabel(text, babelOptions(languageId)))),
    'oxc-parser': (text, languageId) =>
      guarded(() => outlineOf(text, parseSync(`text.${extensionOf(languageId)}`, text).program)),
    'typescript, createSourceFile': (text, languageId) =>
      typescriptOutline(typescript, text, extensionOf(languageId)),
  };
}

function babelOptions(languageId: string): NonNullable<Parameters<typeof parseWithBabel>[1]> {
  return {
    sourceType: 'unambiguous',
    errorRecovery: true,
    plugins: languageId.startsWith('typescript') ? ['typescript'] : ['jsx'],
  };
}

function extensionOf(languageId: string): string {
  return { javascript: 'jsx', typescript: 'ts', typescriptreact: 'tsx' }[languageId] ?? 'jsx';
}

function guarded(read: () => Outline): Outline {
  try {
    return read();
  } catch {
    return nothing;
  }
}

function lineCounter(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (offset) => 1 + ends.filter((end) => end < offset).length;
}

/** Functions and classes by their lines, imports by their modules: what every reader can be held to. */
function outlineOf(text: string, program: unknown): Outline {
  const imports: Found[] = [];
  const definitions: Found[] = [];
  const lineAt = lineCounter(text);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value)) {
      const line = () => lineAt(value.start);
      if (value.source && /^(?:Import|Export)/.test(value.type))
        imports.push({ what: String(value.source.value), line: line() });
      else if (
        /^(?:Function|ArrowFunction|Class|Object)(?:Declaration|Expression|Method|PrivateMethod)$/.test(
          value.type,
        ) &&
        value.type !== 'ObjectExpression'
      )
        definitions.push({ what: value.type, line: line() });
      for (const [key, child] of Object.entries(value))
        if (key !== 'tokens' && key !== 'comments') visit(child);
    }
  };
  visit(program);
  return { imports, definitions };
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && !(value instanceof RegExp);
}

interface TypeScriptNode {
  readonly kind: number;
  readonly moduleSpecifier?: { readonly text?: string };
  readonly body?: unknown;
  getStart(file: unknown): number;
}
interface TypeScript {
  readonly ScriptTarget: { readonly Latest: number };
  createSourceFile(name: string, text: string, target: number, parents: boolean): TypeScriptNode;
  forEachChild(node: TypeScriptNode, visit: (child: TypeScriptNode) => void): void;
  isFunctionLike(node: TypeScriptNode): boolean;
  isClassLike(node: TypeScriptNode): boolean;
}

function typescriptOutline(typescript: TypeScript, text: string, extension: string): Outline {
  const file = typescript.createSourceFile(`text.${extension}`, text, typescript.ScriptTarget.Latest, false);
  const imports: Found[] = [];
  const definitions: Found[] = [];
  const lineAt = lineCounter(text);
  const visit = (node: TypeScriptNode): void => {
    const line = () => lineAt(node.getStart(file));
    if (node.moduleSpecifier?.text) imports.push({ what: node.moduleSpecifier.text, line: line() });
    else if (typescript.isClassLike(node) || (typescript.isFunctionLike(node) && node.body))
      definitions.push({ what: String(node.kind), line: line() });
    typescript.forEachChild(node, visit);
  };
  visit(file);
  return { imports, definitions };
}

// Answers each JSON string of its input with the lines of imports and definitions, as far as Python's parser gets.
const program = `
import ast, json, sys, warnings
warnings.simplefilter('ignore')
for line in sys.stdin:
    try: tree = ast.parse(json.loads(line))
    except Exception: tree = ast.Module([], [])
    found = {'imports': [], 'definitions': []}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)) and node.col_offset == 0:
            found['imports'].append({'what': 'import', 'line': node.lineno})
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found['definitions'].append({'what': node.name, 'line': node.lineno})
    print(json.dumps(found))
`;

/** Python's own parser, on which pyflakes and pylint stand. */
export function pythonPeer(texts: readonly string[]): Record<string, Reader> {
  const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('');
  const { stdout } = spawnSync('python3', ['-I', '-c', program], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const outlines = stdout
    .trim()
    .split('\n')
    .map((line): Outline => JSON.parse(line));
  const known = new Map(texts.map((text, index) => [text, outlines[index] ?? nothing]));
  return { "Python's ast (pyflakes, pylint)": (text) => known.get(text) ?? nothing };
}
