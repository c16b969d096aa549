import path from 'node:path';
import { peerPackages } from './peerPackages.ts';

/** What ESLint measures of one function; lines count from 1. */
export interface MeasuredFunction {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly lines: number;
  readonly parameters: number;
  readonly complexity: number;
  readonly nesting: number;
}

export interface MeasuredFile {
  readonly functions: readonly MeasuredFunction[];
  /** ESLint tells of more than one only. */
  readonly classes: number;
}

interface Place {
  readonly line: number;
}
interface SyntaxNode {
  readonly type: string;
  readonly parent: SyntaxNode | null;
  readonly loc: { readonly start: Place; readonly end: Place };
  readonly key?: SyntaxNode;
  readonly value?: SyntaxNode;
  readonly method?: boolean;
  readonly kind?: string;
  readonly params?: readonly SyntaxNode[];
  readonly name?: string;
}
interface Report {
  readonly node?: SyntaxNode;
  readonly data?: Readonly<Record<string, number>>;
}
type Listeners = Record<string, (node: SyntaxNode) => void>;
interface Rule {
  readonly meta: object;
  create(context: object): Listeners;
}
interface Eslint {
  readonly Linter: new () => { verify(text: string, config: object, options: object): { fatal?: boolean }[] };
}

/** ESLint's own rules over a text; undefined for one that its parser refuses. */
export type Measure = (text: string, file: string, typescript: boolean) => MeasuredFile | undefined;

/** Fetches ESLint through npm and gives its measurements. */
export function eslintPeer(): Measure {
  const require = peerPackages();
  const { Linter } = require('eslint') as Eslint;
  const { builtinRules } = require('eslint/use-at-your-own-risk') as { builtinRules: Map<string, Rule> };
  const parser: unknown = require('@typescript-eslint/parser');
  const linter = new Linter();
  return (text, file, typescript) => {
    const recorder = new Recorder();
    const options = Object.entries(limits).map(([name, option]) => [`peer/${name}`, ['error', ...option]]);
    const rules = Object.keys(limits).map((name) => [name, recorder.listening(name, builtinRules.get(name))]);
    const config = {
      files: ['**/*'],
      plugins: { peer: { rules: { ...Object.fromEntries(rules), functions: recorder.functions } } },
      rules: { ...Object.fromEntries(options), 'peer/functions': 'error' },
      languageOptions: {
        ...(typescript ? { parser } : {}),
        parserOptions: { ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(file), globalReturn: !typescript } },
      },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    };
    const modes = typescript ? [{}] : [{ sourceType: 'module' }, { sourceType: 'script' }];
    for (const mode of modes) {
      const languageOptions = { ...config.languageOptions, ...mode };
      recorder.clear();
      const messages = linter.verify(text, { ...config, languageOptions }, { filename: path.basename(file) });
      if (!messages.some(({ fatal }) => fatal)) return recorder.measured();
    }
    return undefined;
  };
}

const limits = {
  complexity: [0],
  'max-depth': [0],
  'max-params': [{ max: 0 }],
  'max-lines-per-function': [{ max: 0, IIFEs: true }],
  'max-classes-per-file': [{ max: 0 }],
} as const;

/** Collects what rules report, by the function they report it of. */
class Recorder {
  readonly #values = new Map<string, Map<SyntaxNode, number>>();
  readonly #functions = new Set<SyntaxNode>();
  #classes = 1;

  readonly functions: Rule = {
    meta: { type: 'layout', schema: [] },
    create: () => ({
      ':function': (node) => {
        this.#functions.add(node);
      },
    }),
  };

  clear(): void {
    this.#values.clear();
    this.#functions.clear();
    this.#classes = 1;
  }

  listening(name: string, rule: Rule | undefined): Rule {
    if (!rule) throw new Error(`ESLint has no rule ${name}.`);
    const report = (reported: Report) => this.#note(name, reported);
    return {
      meta: { ...rule.meta, schema: false },
      create: (context) =>
        mended(name, rule.create(Object.create(context, { report: { value: report } }) as object)),
    };
  }

  measured(): MeasuredFile {
    const functions = [...this.#functions].map((node) => ({
      firstLine: startOf(node).loc.start.line,
      lastLine: node.loc.end.line,
      lines: this.#value('max-lines-per-function', node, 0),
      parameters: this.#value('max-params', node, 0) - (node.params?.[0]?.name === 'this' ? 1 : 0),
      complexity: this.#value('complexity', node, 1),
      nesting: this.#value('max-depth', node, 0),
    }));
    return { functions, classes: this.#classes };
  }

  #value(name: string, node: SyntaxNode, otherwise: number): number {
    return this.#values.get(name)?.get(node) ?? otherwise;
  }

  #note(name: string, { node, data }: Report): void {
    if (name === 'max-classes-per-file') this.#classes = data?.['classCount'] ?? 0;
    const owner = node && functionOf(node.value ? node.value : node);
    if (!owner) return;
    const value = data?.['complexity'] ?? data?.['depth'] ?? data?.['count'] ?? data?.['lineCount'] ?? 0;
    const values = this.#values.get(name) ?? new Map<SyntaxNode, number>();
    values.set(owner, Math.max(values.get(owner) ?? 0, value));
    this.#values.set(name, values);
  }
}

/** `max-depth` leaves one level at the end of each `else if`, for which it entered none: here it enters one. */
function mended(name: string, listeners: Listeners): Listeners {
  const leave = listeners['IfStatement:exit'];
  if (name !== 'max-depth' || !leave) return listeners;
  return {
    ...listeners,
    'IfStatement:exit': (node) => {
      if (node.parent?.type !== 'IfStatement') leave(node);
    },
  };
}

function functionOf(node: SyntaxNode): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (/^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(at.type)) return at;
    if (/^(?:StaticBlock|PropertyDefinition)$/.test(at.type)) return undefined;
  }
  return undefined;
}

/** Where a definition begins as we count: a method at its name, behind decorators and modifiers. */
function startOf(node: SyntaxNode): SyntaxNode {
  const { parent } = node;
  const isMember =
    parent?.value === node &&
    (parent.type === 'MethodDefinition' ||
      (parent.type === 'Property' && (parent.method || parent.kind !== 'init')));
  return (isMember && parent.key) || node;
}
