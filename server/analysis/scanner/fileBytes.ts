import { beginLines, linesBegin } from './lines.ts';
import { addressOf, bytesStart, endText, reserveBesideBytes } from './memory.ts';

// The bytes of a file: what they are, and the text that they mean.

/** What `examine` tells of bytes. */
export enum Trait {
  HasNul = 1,
  IsBeyondAscii = 2,
}

/** Line feeds among the bytes looked at last. */
export let lineFeeds: i32 = 0;

/** Looks at so many bytes: their traits. Behind them blanks are written. */
export function examine(size: i32): i32 {
  const end = bytesStart + (size as usize);
  v128.store(end, i8x16.splat(32));
  let all = i8x16.splat(0);
  let nul = all;
  lineFeeds = 0;
  for (let place = bytesStart; place < end; place += 16) {
    const bytes = v128.load(place);
    all = v128.or(all, bytes);
    nul = v128.or(nul, i8x16.eq(bytes, i8x16.splat(0)));
    lineFeeds += popcnt<i32>(i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(10))));
  }
  return (v128.any_true(nul) ? Trait.HasNul : 0) | (i8x16.bitmask(all) !== 0 ? Trait.IsBeyondAscii : 0);
}

/** UTF-16 code units of the text that bytes from one to another mean in UTF-8. */
export function unitsOfUtf8(from: i32, size: i32): i32 {
  let units = 0;
  let place = from;
  for (; place + 16 <= size; place += 16) {
    const bytes = v128.load(bytesStart + (place as usize));
    // Each byte that does not continue a character is one, and the first of four is two.
    const begins = i8x16.bitmask(i8x16.gt_s(bytes, i8x16.splat(-65)));
    units += popcnt<i32>(begins) + popcnt<i32>(i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(0xf0 as i8))));
  }
  for (; place < size; place++) {
    const byte: i32 = load<i8>(bytesStart + (place as usize));
    if (byte > -65) units += byte >= -16 && byte < 0 ? 2 : 1;
  }
  return units;
}

/** Makes of bytes from one to another the text that they mean, each of them a character. */
export function readCharacters(from: i32, size: i32): void {
  const units = size - from;
  beginText(units);
  for (let offset = 0; offset < units; offset += 16)
    widen(bytesStart + ((from + offset) as usize), offset, units);
  endText(units);
}

/** Makes of valid UTF-8 the text that it means. */
export function readUtf8(from: i32, size: i32): void {
  beginText(size - from);
  let place = bytesStart + (from as usize);
  const end = bytesStart + (size as usize);
  let offset = 0;
  while (place < end) {
    const left = min((end - place) as i32, 16);
    const plain = min(left, ctz<i32>(i8x16.bitmask(v128.load(place)) | 0x10000));
    if (plain > 0) widen(place, offset, offset + plain);
    place += plain;
    offset += plain;
    if (plain === left || plain === 16) continue;
    offset += readCharacter(place, offset);
    place += characterSize(load<u8>(place));
  }
  endText(offset);
}

function beginText(units: i32): void {
  reserveBesideBytes(units + 16);
  beginLines();
}

/** Writes sixteen bytes as characters at an offset; lines begin behind line feeds before the end. */
function widen(place: usize, offset: i32, end: i32): void {
  const bytes = v128.load(place);
  const to = addressOf(offset);
  v128.store(to, i16x8.extend_low_i8x16_u(bytes));
  v128.store(to, i16x8.extend_high_i8x16_u(bytes), 16);
  const feeds = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(10)));
  linesBegin(offset, feeds & ((1 << min(end - offset, 16)) - 1));
}

function characterSize(first: i32): i32 {
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** Writes the character of several bytes: how many code units it has. */
function readCharacter(place: usize, offset: i32): i32 {
  const first: i32 = load<u8>(place);
  const size = characterSize(first);
  let point = first & (0xff >> (size + 1));
  for (let i = 1; i < size; i++) point = (point << 6) | (load<u8>(place + (i as usize)) & 0x3f);
  const to = addressOf(offset);
  if (size < 4) {
    store<u16>(to, point as u16);
    return 1;
  }
  store<u16>(to, (0xd7c0 + (point >> 10)) as u16);
  store<u16>(to, (0xdc00 + (point & 0x3ff)) as u16, 2);
  return 2;
}
