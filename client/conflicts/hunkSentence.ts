import { l10n } from 'vscode';
import type { MarkedSide } from './hunkMarks.ts';

const namedBranches = 2;

/** What branches do to the lines below, as a sentence without a full stop. */
export function hunkSentence(sides: readonly MarkedSide[]): string {
  const [first] = sides;
  if (!first) return '';
  // The graver half first; the hover tells the rest.
  const alike = sides.filter(({ conflict, kind }) => conflict === first.conflict && kind === first.kind);
  return sentence(first, subjectOf(alike), alike.length > 1);
}

function subjectOf(sides: readonly MarkedSide[]): string {
  const names = [...new Set(sides.map(({ branch }) => branch.replaceAll(/\p{Cc}/gu, ' ')))];
  const named = names.slice(0, namedBranches).join(', ');
  const more = names.length - namedBranches;
  return more > 0 ? l10n.t('{0} and {1} more', named, more) : named;
}

function sentence({ kind, conflict }: MarkedSide, subject: string, several: boolean): string {
  if (kind === 'deletes')
    return several ? l10n.t('{0} delete this file', subject) : l10n.t('{0} deletes this file', subject);
  if (kind === 'adds')
    return several ? l10n.t('{0} also add this file', subject) : l10n.t('{0} also adds this file', subject);
  if (kind === 'whole')
    return several
      ? l10n.t('{0} also change this file', subject)
      : l10n.t('{0} also changes this file', subject);
  if (conflict)
    return several
      ? l10n.t('{0} conflict with this hunk', subject)
      : l10n.t('{0} conflicts with this hunk', subject);
  return several ? l10n.t('{0} also edit this hunk', subject) : l10n.t('{0} also edits this hunk', subject);
}
