import type { RuleId } from '../finding.ts';
import type { SourceModule } from '../sourceModule.ts';
import { firstMatches } from './firstMatches.ts';
import { pylintGroups, pylintMessages } from './foreignRules.ts';
import { PylintScopes, type Scope } from './pylintScopes.ts';
import {
  type ForeignComments,
  type SuppressedPlace,
  type SuppressingComment,
  suppressingComment,
} from './suppressingComment.ts';

interface Pragma extends SuppressingComment {
  readonly disables: boolean;
  /** Messages and groups in lower case. */
  readonly messages: readonly string[];
  readonly scope: Scope;
}

const pragma =
  /#[^\n#]*?\bpylint:[ \t]*(?<verb>disable-next|disable|enable|skip-file)(?![\w-])(?:[ \t]*=[ \t]*(?<list>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*))?/g;
const known = new Set([
  'all',
  ...[pylintMessages, pylintGroups].flatMap((each) => Object.values(each).flat()),
]);
/** More of them nobody has written by hand. */
const most = 2000;

/** `pylint: disable` on lines, in blocks and for the file, as pylint reads them. */
export class PylintComments implements ForeignComments {
  readonly #pragmas: readonly Pragma[];

  constructor(module: SourceModule) {
    const scopes = new PylintScopes(module);
    this.#pragmas = firstMatches(module.text, pragma, most).flatMap((found) =>
      pragmaIn(found, module, scopes),
    );
  }

  covering({ rule, range }: SuppressedPlace, namedOnly = false): SuppressingComment | undefined {
    const names = new Set(pylintMessages[rule]);
    if (names.size === 0) return undefined;
    const groups = new Set(namedOnly ? [] : ['all', ...(pylintGroups[rule] ?? [])]);
    const about = this.#pragmas.filter(({ messages }) =>
      messages.some((each) => names.has(each) || groups.has(each)),
    );
    if (rule === 'file-too-long') return ofFile(about, names);
    return inForce(about, range.start.line, rule === 'line-too-long');
  }

  mayName(rule: RuleId): boolean {
    const names = pylintMessages[rule] ?? [];
    return this.#pragmas.some(({ messages }) => names.some((name) => messages.includes(name)));
  }
}

/** The length of a file is told where a comment names it, else on the first line. */
function ofFile(about: readonly Pragma[], names: ReadonlySet<string>): SuppressingComment | undefined {
  const named = about.findLast(({ messages }) => messages.some((each) => names.has(each)));
  const decisive = named ?? about.findLast(({ scope }) => scope.first <= 1);
  return decisive?.disables ? decisive : undefined;
}

/**
 * What the innermost block says that speaks of a line, there the last comment before the line.
 * @param fromItsLine whether a comment at the head of a block is about the lines behind it alone
 */
function inForce(
  about: readonly Pragma[],
  line: number,
  fromItsLine: boolean,
): SuppressingComment | undefined {
  let decisive: Pragma | undefined;
  for (const each of about) {
    const { first, last, depth } = each.scope;
    const from = fromItsLine ? Math.max(first, Math.min(each.line, last)) : first;
    if (line >= from && line <= last && depth >= (decisive?.scope.depth ?? 0)) decisive = each;
  }
  return decisive?.disables ? decisive : undefined;
}

function pragmaIn(found: RegExpExecArray, module: SourceModule, scopes: PylintScopes): Pragma[] {
  const { verb = '', list = '' } = found.groups ?? {};
  if (module.isInLiteral(found.index) || (verb === 'skip-file') === (list !== '')) return [];
  const line = module.lines.lineAt(found.index);
  const comment = suppressingComment(line, found[0].slice(found[0].indexOf('pylint:')));
  const messages = verb === 'skip-file' ? ['all'] : list.toLowerCase().split(/[\s,]+/);
  // To know the blocks of a text takes reading all of it, for comments that are mostly about something else.
  if (!messages.some((each) => known.has(each))) return [];
  return [{ ...comment, disables: verb !== 'enable', messages, scope: scopes.of(verb, line) }];
}
