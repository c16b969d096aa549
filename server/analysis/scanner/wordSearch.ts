import { addressOf, bytesStart, length, unitAt } from './memory.ts';

/** The word that is looked for: the first of its bytes lies lowest. */
let word: u64 = 0;
let mask: u64 = 0;
let size: i32 = 0;

/** Says what to look for: a word of at most eight bytes, its first four in one number, the others in the next. */
export function lookFor(low: i32, high: i32, length: i32): void {
  word = ((high as u32 as u64) << 32) | (low as u32 as u64);
  mask = u64.MAX_VALUE >> ((64 - 8 * length) as u64);
  size = length;
}

/** Whether bytes of a file from one to another hold the word. */
export function bytesHoldWord(from: i32, end: i32): bool {
  const first = i8x16.splat(word as i8);
  const last = i8x16.splat((word >> ((8 * (size - 1)) as u64)) as i8);
  const reach = (size - 1) as usize;
  const latest = bytesStart + (end as usize) - (size as usize);
  for (let place = bytesStart + (from as usize); place <= latest; place += 16) {
    const begins = i8x16.eq(v128.load(place), first);
    const ends = i8x16.eq(v128.load(place + reach), last);
    if (holdsAt(place, i8x16.bitmask(v128.and(begins, ends)), latest)) return true;
  }
  return false;
}

/** Whether the word stands at one of the places behind an address that have their bit set. */
function holdsAt(place: usize, candidates: i32, latest: usize): bool {
  for (let bits = candidates; bits !== 0; bits &= bits - 1) {
    const at = place + (ctz<i32>(bits) as usize);
    if (at <= latest && (load<u64>(at) & mask) === word) return true;
  }
  return false;
}

/** Offset of the word in the text, at or behind an offset; -1 where there is none. */
export function wordFrom(offset: i32): i32 {
  const first = i16x8.splat(byteOfWord(0) as i16);
  const last = i16x8.splat(byteOfWord(size - 1) as i16);
  const latest = length - size;
  for (let i = offset; i <= latest; i += 8) {
    const begins = i16x8.eq(v128.load(addressOf(i)), first);
    const ends = i16x8.eq(v128.load(addressOf(i + size - 1)), last);
    for (let bits = i16x8.bitmask(v128.and(begins, ends)); bits !== 0; bits &= bits - 1) {
      const at = i + ctz<i32>(bits);
      if (at <= latest && isWordAt(at)) return at;
    }
  }
  return -1;
}

function isWordAt(offset: i32): bool {
  for (let i = 1; i < size - 1; i++) if (unitAt(offset + i) !== byteOfWord(i)) return false;
  return true;
}

function byteOfWord(index: i32): i32 {
  return ((word >> ((8 * index) as u64)) & 0xff) as i32;
}
