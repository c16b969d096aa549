import type { Position, Range } from '../finding.ts';
import { LineTable } from '../text/lineTable.ts';
import { type ConflictSides, conflictSides } from './conflictSides.ts';
import { fieldOf, type StatusFieldName } from './statusFields.ts';
import type { Damage } from './syntax/damage.ts';
import { readJsonDocument } from './syntax/jsonDocument.ts';
import type { JsonMember, JsonNode, JsonObject } from './syntax/jsonNode.ts';

/** A member of a status file whose name stands for a field. */
export interface FieldMember extends JsonMember {
  readonly value: JsonNode;
}

/** The text of a status file, read as far as it goes. */
export class StatusDocument {
  readonly text: string;
  readonly root: JsonObject | undefined;
  /** In the order of their places. */
  readonly damages: readonly Damage[];
  readonly sides: ConflictSides | undefined;
  readonly #fields = new Map<StatusFieldName, FieldMember>();
  #lines: LineTable | undefined;

  constructor(text: string) {
    this.text = text;
    this.sides = conflictSides(text);
    const { root, others, damages } = readJsonDocument(this.sides?.ours.text ?? text);
    this.root = root;
    const [second] = others;
    this.damages = [
      ...(this.sides ? [conflictDamage(this.sides)] : []),
      ...damages,
      ...(second ? [secondObject(second)] : []),
    ].sort((one, other) => one.start - other.start);
    if (root) this.#index(root);
  }

  /** The member that says a field: the one with its most usual name, of equal ones the last. */
  field(name: StatusFieldName): FieldMember | undefined {
    return this.#fields.get(name);
  }

  /** Line, from 1, of an offset. */
  line(offset: number): number {
    return this.#table().lineAt(offset);
  }

  position(offset: number): Position {
    return this.#table().position(offset);
  }

  range(start: number, end: number): Range {
    return this.#table().range(start, end);
  }

  #table(): LineTable {
    this.#lines ??= new LineTable(this.text);
    return this.#lines;
  }

  #index({ members }: JsonObject): void {
    const ranks = new Map<StatusFieldName, number>();
    for (const member of members) {
      const known = member.value && fieldOf(member.key);
      if (!known || known.rank > (ranks.get(known.field) ?? Number.POSITIVE_INFINITY)) continue;
      ranks.set(known.field, known.rank);
      this.#fields.set(known.field, member as FieldMember);
    }
  }
}

function conflictDamage({ start, complete, ours }: ConflictSides): Damage {
  const read = complete ? `; the side of ${ours.label} is read` : ', and not all of them';
  return { start, end: start + 7, message: `there are conflict markers of git${read}`, edits: undefined };
}

function secondObject({ start }: JsonObject): Damage {
  const message = 'a second object follows the first; the first is read';
  return { start, end: start + 1, message, edits: undefined };
}
