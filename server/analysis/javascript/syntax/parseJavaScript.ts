import type { ParserOptions } from '@babel/parser';
import type { SyntaxNode } from './syntaxNode.ts';

/** The syntax tree of a text that parses. */
export interface JavaScriptTree {
  readonly program: SyntaxNode;
  readonly comments: readonly SyntaxNode[];
  /** Whether it is an ES module: it has `import` or `export`. */
  readonly isModule: boolean;
}

/** Where and why a text does not parse. */
export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

export type JavaScriptParse = { readonly tree: JavaScriptTree } | { readonly fault: SyntaxFault };

/**
 * Parses a text as its language demands, JSX, decorators and `import defer` included. The parser is loaded at the
 * first call. Nothing is made of a text with an error.
 */
export async function parseJavaScript(text: string, languageId: string): Promise<JavaScriptParse> {
  const { babelParse } = await import('./babelParser.ts');
  // A byte order mark before `#!` is no token of JavaScript; a space of the same width is.
  const source = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  let fault: SyntaxFault = { offset: 0, message: '' };
  for (const decorators of ['decorators-legacy', 'decorators'] as const) {
    try {
      const { program, comments } = babelParse(source, options(languageId, decorators));
      const tree = program as unknown as SyntaxNode;
      return {
        tree: {
          program: tree,
          comments: (comments ?? []) as unknown as SyntaxNode[],
          isModule: tree['sourceType'] === 'module',
        },
      };
    } catch (error) {
      fault = faultOf(error);
      if (!source.includes('@')) break;
    }
  }
  return { fault };
}

function options(languageId: string, decorators: 'decorators' | 'decorators-legacy'): ParserOptions {
  const typescript = languageId.startsWith('typescript');
  return {
    sourceType: 'unambiguous',
    allowReturnOutsideFunction: true,
    allowNewTargetOutsideFunction: true,
    allowSuperOutsideMethod: true,
    allowUndeclaredExports: true,
    plugins: [
      decorators,
      'deferredImportEvaluation',
      ...(typescript ? (['typescript'] as const) : []),
      ...(languageId === 'typescript' ? [] : (['jsx'] as const)),
    ],
  };
}

function faultOf(error: unknown): SyntaxFault {
  if (error instanceof RangeError) return { offset: 0, message: 'It is nested too deeply' };
  if (!(error instanceof Error)) return { offset: 0, message: String(error) };
  const offset = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
  // The parser ends its message with line and column: `Unexpected token (3:7)`.
  return { offset, message: error.message.replace(/\s*\(\d+:\d+\)$/, '') };
}
