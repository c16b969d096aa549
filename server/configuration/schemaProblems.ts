import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type * as z from 'zod';
import type { Range } from '../analysis/finding.ts';
import { nearestName } from '../analysis/nearestName.ts';
import type { ConfigurationProblem } from './commentedJson.ts';
import type { LineStarts } from './lineStarts.ts';
import { knownKeys } from './schemaKeys.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found wrong, each at the value or key it is about, or at the nearest thing that exists. */
export function schemaProblems(
  issues: readonly Issue[],
  root: Node,
  lines: LineStarts,
): ConfigurationProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownKey(issue.path, key, root, lines));
    const place = nodeAt(root, issue.path);
    return [{ range: marked(place.node, issue.code, lines), message: sentence(issue, place) }];
  });
}

/** A wrong value is marked whole; what is wrong about a name, or about a list or object as such, at its name. */
function marked(node: Node, code: Issue['code'], lines: LineStarts): Range {
  const whole = node.type === 'object' || node.type === 'array';
  const place = whole || code === 'invalid_key' ? keyNode(node) : node;
  return place ? lines.range(place.offset, place.length) : lines.range(node.offset, whole ? 1 : node.length);
}

function unknownKey(
  path: readonly PropertyKey[],
  key: string,
  root: Node,
  lines: LineStarts,
): ConfigurationProblem {
  const { node } = nodeAt(root, [...path, key]);
  const place = keyNode(node) ?? node;
  const meant = nearestName(key, knownKeys(path));
  const hint = meant === undefined ? '' : `; did you mean '${meant}'?`;
  return {
    range: lines.range(place.offset, place.length),
    message: `'${shortened(key)}' is not known here${hint || '.'}`,
  };
}

interface Place {
  /** The node at the path, or its nearest ancestor that exists. */
  readonly node: Node;
  readonly exists: boolean;
}

function nodeAt(root: Node, path: readonly PropertyKey[]): Place {
  const segments = path.map((key) => (typeof key === 'number' ? key : String(key)));
  for (let length = segments.length; length > 0; length--) {
    const node = findNodeAtLocation(root, segments.slice(0, length));
    if (node) return { node, exists: length === segments.length };
  }
  return { node: root, exists: segments.length === 0 };
}

function keyNode(value: Node): Node | undefined {
  return value.parent?.type === 'property' ? value.parent.children?.[0] : undefined;
}

function sentence(issue: Issue, place: Place): string {
  const name = named(issue.path);
  if (!place.exists) return `${name} is missing here.`;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int' && place.node.type === 'number') return `${name} must be a whole number.`;
      return `${name} must be ${described(issue.expected)}, not ${described(place.node.type)}.`;
    case 'too_small':
      return `${name} must ${bounded(issue.origin, 'at least', issue.minimum)}.`;
    case 'too_big':
      return `${name} must ${bounded(issue.origin, 'at most', issue.maximum)}.`;
    case 'invalid_value':
      return `${name} must be ${oneOf(issue.values.map(String), place.node.value)}`;
    case 'invalid_key':
      return `${name} cannot be a name here: ${issue.issues[0]?.message ?? 'choose another'}.`;
    default:
      return `${name}: ${issue.message}.`;
  }
}

/** The choices, and of a word that is none the one that was most likely meant. */
function oneOf(choices: readonly string[], given: unknown): string {
  const meant = typeof given === 'string' ? nearestName(given, choices) : undefined;
  const sentence = choices.length === 1 ? `${choices[0]}` : `one of ${choices.join(', ')}`;
  return meant === undefined ? `${sentence}.` : `${sentence}; did you mean '${meant}'?`;
}

function named(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'The configuration';
  if (typeof last !== 'number') return `'${shortened(String(last))}'`;
  return `Entry ${last + 1} of '${shortened(String(path.at(-2)))}'`;
}

function bounded(origin: string, relation: string, bound: number | bigint): string {
  const one = Number(bound) === 1;
  if (origin === 'string') return `have ${relation} ${bound} ${one ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${relation} ${bound} ${one ? 'entry' : 'entries'}`;
  return `be ${relation} ${bound}`;
}

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
};

function described(kind: string): string {
  return kinds[kind] ?? kind;
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
