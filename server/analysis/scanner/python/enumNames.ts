import { addressOf, allocate } from '../memory.ts';

/** The name of an enum of the text. */
@unmanaged
class EnumName {
  /** The one before it whose hash leads to the same place. */
  next: EnumName | null;
  start: i32;
  end: i32;
}

const places: i32 = 256;
/** By hash: address of the name that was noted last. */
const table: usize = memory.data(4 * 256);

/** Forgets those of another text. */
export function clearEnumNames(): void {
  memory.fill(table, 0, 4 * places);
}

export function noteEnumName(start: i32, end: i32): void {
  const place = placeOf(start, end);
  const name = changetype<EnumName>(allocate(offsetof<EnumName>()));
  name.next = changetype<EnumName | null>(load<usize>(place));
  name.start = start;
  name.end = end;
  store<usize>(place, changetype<usize>(name));
}

/** Whether an enum before it has the name that stands between two offsets. */
export function isEnumName(start: i32, end: i32): bool {
  let name = changetype<EnumName | null>(load<usize>(placeOf(start, end)));
  while (name !== null) {
    if (name.end - name.start === end - start && agree(name.start, start, end - start)) return true;
    name = name.next;
  }
  return false;
}

function agree(one: i32, other: i32, length: i32): bool {
  return memory.compare(addressOf(one), addressOf(other), (length as usize) << 1) === 0;
}

function placeOf(start: i32, end: i32): usize {
  let hash: u32 = 0;
  for (let address = addressOf(start); address < addressOf(end); address += 2)
    hash = hash * 31 + load<u16>(address);
  return table + ((hash % places) << 2);
}
