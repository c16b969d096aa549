import { priorityOfSpelling } from './prioritySpelling.ts';
import type { StatusDocument } from './statusDocument.ts';
import { fieldOf, type StatusField, type StatusFieldName, statusFields } from './statusFields.ts';
import { stringLike, stringOf, timestampLike, wordLike } from './writing/fileStyle.ts';

/** Something that may be written at a place of a status file. */
export interface StatusProposal {
  /** As a list shows it: `current_mission`. */
  readonly label: string;
  readonly detail: string;
  readonly newText: string;
}

/** Proposals for a place, and what of the text they take the place of. */
export interface StatusProposals {
  readonly start: number;
  readonly end: number;
  readonly kind: 'name' | 'value';
  readonly proposals: readonly StatusProposal[];
}

const valuePlace = /"([^"\\]{1,100})"\s{0,20}:\s{0,20}("?[^",{}[\]]{0,200})$/;
const namePlace = /(?:^|[{,])\s*("?[\w -]{0,100})$/;
const longestLine = 1000;

/** What may be written at an offset: names of fields that are missing, or values of the field there. */
export function statusProposals(
  document: StatusDocument,
  offset: number,
  { now, states }: { readonly now: Date; readonly states: readonly string[] },
): StatusProposals | undefined {
  if (isInside(document, offset)) return undefined;
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(Math.max(lineStart, offset - longestLine), offset);
  const value = valuePlace.exec(before);
  if (value) {
    const [, name = '', typed = ''] = value;
    const field = fieldOf(name)?.field;
    return (
      field && {
        ...around(text, offset, typed),
        kind: 'value',
        proposals: values(document, field, now, states),
      }
    );
  }
  const typed = namePlace.exec(before)?.[1];
  return typed === undefined
    ? undefined
    : { ...around(text, offset, typed), kind: 'name', proposals: missingNames(document) };
}

/** Whether a place lies inside of an object or a list that is a value: names there are nobody's fields. */
function isInside({ root }: StatusDocument, offset: number): boolean {
  return (root?.members ?? []).some(
    ({ value }) =>
      value !== undefined && value.kind !== 'scalar' && value.start < offset && offset < value.end,
  );
}

/** From the beginning of what is typed to its closing quote. */
function around(text: string, offset: number, typed: string): { start: number; end: number } {
  const rest = /^[^",:{}[\]\r\n]{0,200}"?/.exec(text.slice(offset, offset + 201))?.[0] ?? '';
  return { start: offset - typed.length, end: typed.startsWith('"') ? offset + rest.length : offset };
}

function missingNames(document: StatusDocument): StatusProposal[] {
  const fields = Object.entries(statusFields) as [StatusFieldName, StatusField][];
  return fields
    .filter(([field]) => document.field(field) === undefined)
    .map(([, { names, description }]) => ({
      label: names[0] ?? '',
      detail: description,
      newText: `${JSON.stringify(names[0])}: `,
    }));
}

function values(
  document: StatusDocument,
  field: StatusFieldName,
  now: Date,
  states: readonly string[],
): StatusProposal[] {
  const { text } = document;
  const value = document.field(field)?.value;
  const word = (label: string, detail: string): StatusProposal => ({
    label,
    detail,
    newText: stringLike(text, label),
  });
  if (field === 'lastUpdated') {
    const moment = timestampLike(value?.kind === 'scalar' ? value.value : undefined, now);
    return [{ label: String(moment), detail: 'The present time', newText: JSON.stringify(moment) }];
  }
  const sample = stringOf(value) || 'WORD';
  if (field === 'status' || field === 'fsmState')
    return states.map((state) => word(wordLike(sample, state), `The state ${state}`));
  if (field === 'priority')
    return ['low', 'normal', 'high', 'urgent'].map((level) =>
      word(wordLike(sample, level), `The priority ${priorityOfSpelling(level)}`),
    );
  return [];
}
