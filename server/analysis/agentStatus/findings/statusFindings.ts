import type { StatusFinding } from '../../finding.ts';
import type { StatusDocument } from '../statusDocument.ts';
import { contradictions } from './contradictions.ts';
import { spellingFindings } from './spellingFindings.ts';
import type { StatusContext } from './statusContext.ts';
import { timestampFindings } from './timestampFindings.ts';
import { typeFindings } from './typeFindings.ts';

/** More damages than this are told once the first ones are mended. */
const maximumDamages = 20;

/** What is to be told of a status file: few things, most of them hints, in the order of their places. */
export function statusFindings(document: StatusDocument, context: StatusContext): StatusFinding[] {
  const found = [
    ...syntaxFindings(document),
    ...timestampFindings(document, context),
    ...typeFindings(document),
    ...spellingFindings(document, context),
    ...contradictions(document, context),
  ];
  return found.sort(
    ({ range: { start: one } }, { range: { start: other } }) =>
      one.line - other.line || one.column - other.column,
  );
}

function syntaxFindings(document: StatusDocument): StatusFinding[] {
  return document.damages.slice(0, maximumDamages).map(({ start, end, message, edits }) => ({
    rule: 'status-syntax',
    severity: 'major',
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    range: document.range(start, end),
    data: { mendable: edits !== undefined },
  }));
}
