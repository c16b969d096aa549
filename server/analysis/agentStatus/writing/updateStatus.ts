import { EditedText } from '../../fixes/editedText.ts';
import type { OffsetEdit } from '../../fixes/fix.ts';
import { spelledStates, stateKeys } from '../readStatus.ts';
import { StatusDocument } from '../statusDocument.ts';
import { type StatusFieldName, statusFields } from '../statusFields.ts';
import type { JsonMember, JsonNode } from '../syntax/jsonNode.ts';
import { memberOf } from '../syntax/jsonNode.ts';
import { isSound } from '../syntax/jsonText.ts';
import { stringLike, stringOf, timestampLike, wordLike } from './fileStyle.ts';
import { insertMember, listText } from './insertMember.ts';

/** What is to be said in a status file; what is left out stays as it is. */
export interface StatusChange {
  /** A state of the lifecycle. */
  readonly state?: string | undefined;
  readonly mission?: string | undefined;
  readonly phase?: string | undefined;
  readonly priority?: string | undefined;
  /** Empty: nothing blocks the agent. */
  readonly blockers?: readonly string[] | undefined;
}

export type StatusUpdate =
  | { readonly edits: readonly OffsetEdit[]; readonly refused?: undefined }
  /** A sentence. */
  | { readonly refused: string };

/** Changes a status file in its own style: spelling, shape of times, indentation and order of names stay. */
export function updateStatus(text: string, change: StatusChange, now: Date): StatusUpdate {
  if (!isSound(text)) {
    const [damage] = new StatusDocument(text).damages;
    return { refused: `The file is no JSON (${damage?.message ?? 'nothing can be read'}): mend it first.` };
  }
  const writer = new StatusWriter(text);
  if (change.state !== undefined) writer.state(change.state);
  if (change.mission !== undefined) writer.words('mission', change.mission);
  if (change.phase !== undefined) writer.words('phase', change.phase);
  if (change.priority !== undefined) writer.words('priority', change.priority);
  if (change.blockers !== undefined) writer.blockers(change.blockers);
  if (writer.hasChanged) writer.moment(now);
  return { edits: writer.edits };
}

class StatusWriter {
  readonly #text: EditedText;
  #document: StatusDocument;

  constructor(text: string) {
    this.#text = new EditedText(text);
    this.#document = new StatusDocument(text);
  }

  get edits(): readonly OffsetEdit[] {
    return this.#text.edits;
  }

  get hasChanged(): boolean {
    return this.edits.length > 0;
  }

  /** Both fields that name a state say it, so that they do not contradict each other. */
  state(state: string): void {
    const spelled = spelledStates(this.#document);
    if (spelled.length === 0) this.words('status', state);
    for (const { member } of spelled) {
      const field = member.key === this.#document.field('fsmState')?.key ? 'fsmState' : 'status';
      const value = this.#document.field(field)?.value;
      const target = value?.kind === 'object' ? firstWord(value) : value;
      if (target) this.#replace(target, this.#word(stringOf(target), state));
    }
  }

  words(field: StatusFieldName, words: string): void {
    const member = this.#document.field(field);
    const isName = field === 'status' || field === 'priority';
    const sample = isName && !member ? this.#anyName() : stringOf(member?.value);
    const text = isName ? this.#word(sample, words) : stringLike(this.#document.text, words);
    if (!member) this.#insert(statusFields[field].names[0], text);
    else if (member.value.kind !== 'scalar' || member.value.value !== words)
      this.#replace(member.value, text);
  }

  blockers(blockers: readonly string[]): void {
    const document = this.#document;
    const member = document.field('blockers');
    const items = blockers.map((each) => stringLike(document.text, each));
    if (member) this.#replace(member.value, listText(document, member.keyStart, items));
    else if (items.length > 0)
      this.#insert(statusFields.blockers.names[0], listText(document, undefined, items));
  }

  moment(now: Date): void {
    const member = this.#document.field('lastUpdated');
    const sample = member?.value.kind === 'scalar' ? member.value.value : undefined;
    const text = JSON.stringify(timestampLike(sample, now));
    if (member) this.#replace(member.value, text);
    else this.#insert(statusFields.lastUpdated.names[0], text);
  }

  #word(sample: string, word: string): string {
    return stringLike(this.#document.text, wordLike(sample, word));
  }

  /** A word of the file in whose case a new one is written. */
  #anyName(): string {
    return (
      stringOf(this.#document.field('fsmState')?.value) || stringOf(this.#document.field('priority')?.value)
    );
  }

  #replace({ start, end }: JsonNode, newText: string): void {
    if (this.#document.text.slice(start, end) !== newText) this.#apply([{ start, end, newText }]);
  }

  #insert(name: string, value: string): void {
    this.#apply([insertMember(this.#document, JSON.stringify(name), value)]);
  }

  #apply(edits: readonly OffsetEdit[]): void {
    this.#text.apply(edits);
    this.#document = new StatusDocument(this.#text.text);
  }
}

/** The value of the first member that names a state. */
function firstWord(object: Extract<JsonNode, { kind: 'object' }>): JsonNode | undefined {
  const members = stateKeys.map((key): JsonMember | undefined => memberOf(object, key));
  return members.find((member) => member?.value?.kind === 'scalar')?.value;
}
