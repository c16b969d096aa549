import { addressOf, unitAt } from '../memory.ts';
import { TokenStart, tokenStart } from './tokenStart.ts';

/** Offset behind the name whose characters go on at an offset. */
export function nameEnd(from: i32): i32 {
  let i = from;
  while (true) {
    const place = addressOf(i);
    // What is beyond ASCII becomes a byte beyond it, or zero: neither is one of the common characters.
    const common = commonOf(i8x16.narrow_i16x8_u(v128.load(place), v128.load(place, 16)));
    i += ctz<i32>(~common);
    if (common === 0xffff) continue;
    if (tokenStart(unitAt(i)) !== TokenStart.Name) return i;
    i++;
  }
}

/** Which of sixteen characters are letters or digits of ASCII, `$` or `_`, as nearly all in names are. */
function commonOf(characters: v128): i32 {
  const letters = i8x16.lt_u(
    i8x16.sub(v128.or(characters, i8x16.splat(32)), i8x16.splat(97)),
    i8x16.splat(26),
  );
  const digits = i8x16.lt_u(i8x16.sub(characters, i8x16.splat(48)), i8x16.splat(10));
  const signs = v128.or(i8x16.eq(characters, i8x16.splat(36)), i8x16.eq(characters, i8x16.splat(95)));
  return i8x16.bitmask(v128.or(v128.or(letters, digits), signs));
}
