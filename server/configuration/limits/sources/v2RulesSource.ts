import type { LimitName } from '../../../analysis/limits/limits.ts';
import type { LocatedProperty, LocatedValue } from '../../located/locatedValue.ts';
import type { LimitSource, LimitStatement } from '../limitSource.ts';

/**
 * What the keys down to a figure say, joined by dots, in lower case and with underscores: the first pattern that
 * matches decides. The files people write have no schema, and these are the names in them.
 */
const meanings: readonly (readonly [RegExp, LimitName | undefined])[] = [
  [
    /warn|critical|major|minor|severe|target|current|actual|total|min_|minimum|exclude|exception|exempt/,
    undefined,
  ],
  // What holds for some files only, without saying for which.
  [/(^|[._])(tests?|specs?|fixtures?|legacy|generated)([._]|$)/, undefined],
  [/enum/, 'enumsPerFile'],
  [/class[\w.]*per_(file|module)|max_classes|class_count|number_of_classes/, 'classesPerFile'],
  [
    /(function|method)[\w.]*per_(file|module)|max_functions|function_count|number_of_functions/,
    'functionsPerFile',
  ],
  [/line_length|max_line_len|characters_per_line|line_width/, 'lineLength'],
  [/param|\barg|_arg/, 'parameters'],
  [/complex/, 'complexity'],
  [/nest|depth/, 'nesting'],
  [/inherit|(method|function|attribute|member)\w*_per_class/, undefined],
  [/function|method/, 'function'],
  [/class/, 'class'],
  [/file|module|lines_of_code|\bmax_lines$|\bloc\b|max_loc/, 'file'],
];
const aboutLimits = /max|limit|lines|length|size|loc\b|per_file|complex|nest|param|count/;

/** The limits of a `v2_rules.yaml`, whatever its nesting; undefined where it states none. */
export function v2RulesSource(root: LocatedValue | undefined, path: string): LimitSource | undefined {
  const statements = root === undefined ? [] : statementsIn(root, '', path);
  if (statements.length === 0) return undefined;
  const ofLanguages = languages.map(({ files, keys }) => ({ files, statements: about(statements, keys) }));
  const general = statements.filter(({ keys }) => !languages.some((each) => each.keys.test(keys)));
  const groups = [{ statements: inOrder(general) }, ...ofLanguages];
  return { kind: 'v2-rules', languages: 'all', groups: groups.filter((each) => each.statements.length > 0) };
}

/** A statement with the keys down to it. */
interface KeyedStatement {
  readonly keys: string;
  readonly statement: LimitStatement;
}

/** Keys whose figures are about the files of one language. */
const languages = [
  { keys: /(^|[._])(python|py)([._]|$)/, files: ['*.py', '*.pyi'] },
  { keys: /(^|[._])(javascript|js|jsx)([._]|$)/, files: ['*.js', '*.jsx', '*.mjs', '*.cjs'] },
  { keys: /(^|[._])(typescript|ts|tsx)([._]|$)/, files: ['*.ts', '*.tsx', '*.mts', '*.cts'] },
] as const;

function about(statements: readonly KeyedStatement[], keys: RegExp): LimitStatement[] {
  return inOrder(statements.filter((each) => keys.test(each.keys)));
}

/** A more general figure may stand further down: the first one that a file gives counts. */
function inOrder(statements: readonly KeyedStatement[]): LimitStatement[] {
  return statements.map(({ statement }) => statement).toReversed();
}

function statementsIn(value: LocatedValue, keys: string, path: string): KeyedStatement[] {
  return [...(value.properties ?? [])].flatMap(([name, each]) => {
    const below = `${keys}${keys && '.'}${name.toLowerCase().replaceAll(/[\s-]/g, '_')}`;
    return [...statement(each, below, name, path), ...statementsIn(each.value, below, path)];
  });
}

function statement(
  { nameRange, value: { scalar } }: LocatedProperty,
  keys: string,
  name: string,
  path: string,
): KeyedStatement[] {
  const value = Number(scalar);
  const isFigure = typeof scalar === 'number' || (typeof scalar === 'string' && /^\d+$/.test(scalar));
  if (!isFigure || !Number.isInteger(value) || value < 1 || !aboutLimits.test(keys)) return [];
  const limit = meanings.find(([pattern]) => pattern.test(keys))?.[1];
  if (limit === undefined) return [];
  const origin = { kind: 'v2-rules', name, place: { path, range: nameRange } } as const;
  return [{ keys, statement: { limit, value, guideline: false, origin } }];
}
