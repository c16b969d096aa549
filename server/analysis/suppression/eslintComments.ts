import type { Position, RuleId } from '../finding.ts';
import type { SourceModule } from '../sourceModule.ts';
import type { SourceText } from '../text/sourceText.ts';
import { eslintRules } from './foreignRules.ts';
import {
  type ForeignComments,
  type SuppressedPlace,
  type SuppressingComment,
  suppressingComment,
} from './suppressingComment.ts';

/** One comment, and what it says of its rules; of all of them where it names none. */
interface EslintDirective extends SuppressingComment {
  /** Without the names of plugins. */
  readonly rules: readonly string[];
  readonly disables: boolean;
  /** The only line it is about; undefined for one that holds from its place on. */
  readonly onlyLine: number | undefined;
  readonly place: Position;
}

const directive = /eslint(?:-(?<verb>disable|enable)(?<reach>-line|-next-line)?(?![\w-])|(?=\s))/y;
/** A directive has no more characters before what it says, and one behind them that ends its last word. */
const longestVerb = 'eslint-disable-next-line'.length + 1;
const switchedOff = /(?:^|[\s,])["']?([@\w/-]+)["']?\s*:\s*\[?\s*(?:"off"|'off'|off\b|0\b)/g;
/** More of them nobody has written by hand. */
const most = 2000;

/** `eslint-disable` with all its forms, and rules that `eslint` comments switch off, as ESLint reads them. */
export class EslintComments implements ForeignComments {
  readonly #directives: readonly EslintDirective[];
  readonly #byName = new Map<string, readonly EslintDirective[]>();

  constructor(module: SourceModule) {
    this.#directives = openings(module.source).flatMap((found) => directiveIn(found, module));
  }

  covering({ rule, range }: SuppressedPlace, namedOnly = false): SuppressingComment | undefined {
    if (this.#directives.length === 0) return undefined;
    for (const name of eslintRules[rule] ?? []) {
      const all = this.#about(name);
      const about = namedOnly ? all.filter(({ rules }) => rules.length > 0) : all;
      const onLine = about.find(({ onlyLine }) => onlyLine === range.start.line);
      const before = about.findLast(
        ({ onlyLine, place }) => onlyLine === undefined && isBefore(place, range.start),
      );
      const decisive = onLine ?? before;
      if (decisive?.disables) return decisive;
    }
    return undefined;
  }

  mayName(rule: RuleId): boolean {
    return (eslintRules[rule] ?? []).some((name) => this.#about(name).some(({ rules }) => rules.length > 0));
  }

  /** Those about a rule of ESLint, named or not: thousands of findings ask for the same. */
  #about(name: string): readonly EslintDirective[] {
    const known = this.#byName.get(name);
    if (known) return known;
    const about = this.#directives.filter(({ rules }) => rules.length === 0 || rules.includes(name));
    this.#byName.set(name, about);
    return about;
  }
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

/** What a comment begins with that may be a directive. */
interface Opening {
  /** Where the comment begins. */
  readonly start: number;
  readonly isLine: boolean;
  /** Behind `eslint` and what belongs to it. */
  readonly end: number;
  readonly verb: string | undefined;
  readonly reach: string | undefined;
}

/** Those of a text, found by the word: it is rarer than comments are. */
function openings(source: SourceText): Opening[] {
  const found: Opening[] = [];
  for (let at = source.indexOf('eslint', 0); at !== -1; at = source.indexOf('eslint', at + 1)) {
    const opening = openingAt(source, at);
    if (opening && found.push(opening) === most) break;
  }
  return found;
}

function openingAt(source: SourceText, word: number): Opening | undefined {
  let behind = word;
  while (behind > 0 && isWhiteSpace(source.codeAt(behind - 1))) behind--;
  const mark = behind < 2 || source.codeAt(behind - 2) !== slash ? 0 : source.codeAt(behind - 1);
  if (mark !== slash && mark !== star) return undefined;
  directive.lastIndex = 0;
  const match = directive.exec(source.slice(word, word + longestVerb));
  if (!match) return undefined;
  const { verb, reach } = match.groups ?? {};
  return { start: behind - 2, isLine: mark === slash, end: word + match[0].length, verb, reach };
}

const slash = 47;
const star = 42;

/** What `\s` of a regular expression stands for. */
function isWhiteSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  return code >= 0xa0 && /\s/.test(String.fromCharCode(code));
}

function directiveIn(
  { start, isLine, end: from, verb, reach }: Opening,
  module: SourceModule,
): EslintDirective[] {
  // ESLint takes the others in block comments only.
  if ((isLine && !reach) || module.isInLiteral(start)) return [];
  const { lines, source } = module;
  const end = isLine ? lines.end(lines.lineAt(from)) : source.indexOf('*/', from);
  if (end === -1) return [];
  const place = lines.position(start);
  const said = source.slice(from, Math.min(end, from + longest)).split(/\s-{2,}\s/, 1)[0] ?? '';
  const shown = suppressingComment(
    place.line,
    `eslint${verb ? `-${verb}${reach ?? ''}` : ''} ${said.trim()}`,
  );
  const common = { ...shown, disables: verb !== 'enable', place };
  // `eslint max-lines: "off"` is about all of the file.
  if (verb === undefined) return offRules(said, { ...common, place: { line: 0, column: 0 } });
  const onlyLine = reach === undefined ? undefined : lines.lineAt(end) + (reach === '-line' ? 0 : 1);
  return [{ ...common, rules: said.split(',').map(plainName).filter(Boolean), onlyLine }];
}

/** Characters of one comment that are read. */
const longest = 2000;

function offRules(said: string, common: Omit<EslintDirective, 'rules' | 'onlyLine'>): EslintDirective[] {
  const rules = [...said.matchAll(switchedOff)].map((match) => plainName(match[1] ?? ''));
  return rules.length === 0 ? [] : [{ ...common, rules, onlyLine: undefined }];
}

function plainName(rule: string): string {
  return rule.trim().replace(/^.*\//, '');
}
