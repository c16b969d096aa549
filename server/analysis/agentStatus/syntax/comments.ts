import type { DamageList } from './damage.ts';
import { isSpace, type JsonText } from './jsonText.ts';

const slash = 47;
const star = 42;
const hash = 35;
const byteOrderMark = 0xfeff;
const odd = /[\p{Z}\uFEFF\u200B\u2060\v\f]+/uy;

/** The offset behind white space and comments, which JSON does not have. */
export function skipSpaceAndComments(source: JsonText, from: number, damages: DamageList): number {
  let at = from === 0 && source.code(0) === byteOrderMark ? 1 : from;
  for (;;) {
    const code = source.code(at);
    if (isSpace(code)) at++;
    else if (code === slash || code === hash || code > 127 || code === 11 || code === 12) {
      const end = oddity(source, at, damages);
      if (end === at) return at;
      at = end;
    } else return at;
  }
}

/** The offset behind a comment or white space of another kind; the same where none stands here. */
function oddity(source: JsonText, at: number, damages: DamageList): number {
  const blanks = source.match(odd, at);
  if (blanks) {
    const end = at + blanks[0].length;
    damages.replace(at, end, ' ', 'a space of another kind stands between values');
    return end;
  }
  const end = commentEnd(source, at);
  if (end > at) damages.replace(at, end, '', 'JSON has no comments');
  return end;
}

function commentEnd(source: JsonText, at: number): number {
  const code = source.code(at);
  const next = source.code(at + 1);
  if (code === hash || (code === slash && next === slash)) return source.lineEnd(at);
  if (code !== slash || next !== star) return at;
  const end = source.text.indexOf('*/', at + 2);
  return end === -1 ? source.lineEnd(at) : end + 2;
}
