import type { StatusFinding } from '../finding.ts';
import type { Fix, OffsetEdit } from '../fixes/fix.ts';
import type { StatusContext } from './findings/statusContext.ts';
import { spelledStates } from './readStatus.ts';
import { repairStatus } from './repairStatus.ts';
import type { FieldMember, StatusDocument } from './statusDocument.ts';
import { stringLike, stringOf, timestampLike, wordLike } from './writing/fileStyle.ts';

/** The ways of mending what is found in a status file, the preferred one first; none where a person has to think. */
export function statusFixes(
  document: StatusDocument,
  finding: StatusFinding,
  context: Pick<StatusContext, 'now'>,
): readonly Fix[] {
  switch (finding.rule) {
    case 'status-syntax':
      return mendingFixes(document.text);
    case 'status-timestamp':
      return momentFix(document, context.now);
    case 'status-spelling':
      return nearestFix(document, finding);
    case 'status-contradiction':
      return agreementFix(document, finding);
    case 'status-type':
      return [];
  }
}

function mendingFixes(text: string): Fix[] {
  const repair = repairStatus(text);
  if (repair.kind === 'mended') return [mendingFix('Mend this file', repair)];
  if (repair.kind === 'choose') return repair.choices.map((choice) => mendingFix(choice.title, choice));
  return [];
}

/** What is taken out is named, so that nobody loses it without knowing. */
function mendingFix(
  title: string,
  { edits, notes }: { readonly edits: readonly OffsetEdit[]; readonly notes: readonly string[] },
): Fix {
  const safety = notes.length === 0 ? 'safe' : 'unsafe';
  return { kind: 'mend-status', title: `${title}…`, safety, caveats: notes, edits, confirmed: true };
}

function valueFix(title: string, { start, end }: FieldMember['value'], newText: string): Fix {
  return { kind: 'status-value', title, safety: 'safe', caveats: [], edits: [{ start, end, newText }] };
}

function momentFix(document: StatusDocument, now: Date): Fix[] {
  const value = document.field('lastUpdated')?.value;
  if (value?.kind !== 'scalar') return [];
  return [valueFix('Write the present time', value, JSON.stringify(timestampLike(value.value, now)))];
}

function nearestFix(document: StatusDocument, { data, range: { start } }: StatusFinding): Fix[] {
  const { nearest } = data;
  const member = (['fsmState', 'status', 'priority'] as const)
    .map((field) => document.field(field))
    .find((each) => each && document.line(each.value.start) === start.line);
  if (typeof nearest !== 'string' || member?.value.kind !== 'scalar') return [];
  const word = wordLike(stringOf(member.value), nearest);
  return [valueFix(`Write ${word}`, member.value, stringLike(document.text, word))];
}

/** Lets `status` say what the field that counts says. */
function agreementFix(document: StatusDocument, { data }: StatusFinding): Fix[] {
  const [, status] = spelledStates(document);
  const [counting] = Array.isArray(data['states']) ? data['states'] : [];
  if (typeof counting !== 'string' || status?.member.value.kind !== 'scalar') return [];
  const word = wordLike(stringOf(status.member.value), counting);
  return [valueFix(`Write ${word}`, status.member.value, stringLike(document.text, word))];
}
