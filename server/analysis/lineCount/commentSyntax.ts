import { commentForm } from '../suppression/edits/commentForm.ts';

/** How comments are written in a language. */
export interface CommentSyntax {
  /** What begins a comment that runs to the line's end. */
  readonly line: readonly string[];
  /** What opens and closes a comment that may span lines. */
  readonly blocks: readonly (readonly [open: string, close: string])[];
}

const cBlock = ['/*', '*/'] as const;
const markupBlock = ['<!--', '-->'] as const;

const special: Readonly<Record<string, CommentSyntax>> = {
  php: { line: ['//', '#'], blocks: [cBlock] },
  sql: { line: ['--'], blocks: [cBlock] },
  powershell: { line: ['#'], blocks: [['<#', '#>']] },
  lua: { line: ['--'], blocks: [['--[[', ']]']] },
  vue: { line: ['//'], blocks: [markupBlock, cBlock] },
  svelte: { line: ['//'], blocks: [markupBlock, cBlock] },
};

/** The comments of a language; none for one whose comments we do not know. */
export function commentSyntax(languageId: string): CommentSyntax {
  if (Object.hasOwn(special, languageId)) return special[languageId] ?? noComments;
  const form = commentForm(languageId);
  if (!form) return noComments;
  if (form.open === '//') return { line: ['//'], blocks: [cBlock] };
  return form.close === ''
    ? { line: [form.open], blocks: [] }
    : { line: [], blocks: [[form.open, form.close]] };
}

const noComments: CommentSyntax = { line: [], blocks: [] };
