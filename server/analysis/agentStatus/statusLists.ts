import type { StatusFigure, StatusPoints, StatusTask, StatusUsage } from './agentStatus.ts';
import type { FieldMember, StatusDocument } from './statusDocument.ts';
import { figureOf, figureUnder, meant, printable, wordsOf } from './statusValues.ts';
import type { JsonMember, JsonNode } from './syntax/jsonNode.ts';
import { memberOf } from './syntax/jsonNode.ts';

/** More than an agent does; the rest of a list is left out. */
const maximumItems = 200;

const titleKeys = ['title', 'task', 'name', 'description', 'task_name', 'summary', 'action', 'mission'];
const idKeys = ['id', 'task_id', 'contract_id'];
const statusKeys = ['status', 'state', 'progress'];
const pointKeys = ['points', 'points_earned', 'points_value', 'point_value', 'pts', 'value'];
const totalKeys = [
  'total',
  'total_points',
  'total_earned',
  'earned',
  'current',
  'points',
  'points_earned',
  'sum',
];
const blockerKeys = ['description', 'blocker', 'issue', 'title', 'reason', 'name', 'message'];

/** A value with the name it stands under, where it has one. */
interface Entry {
  readonly name: string | null;
  readonly node: JsonNode;
}

/** The items of a list, the members of an object, or the value alone. */
function entriesOf(node: JsonNode): Entry[] {
  if (node.kind === 'list')
    return node.items.slice(0, maximumItems).map((item) => ({ name: null, node: item }));
  if (node.kind === 'scalar') return [{ name: null, node }];
  return node.members
    .slice(0, maximumItems)
    .flatMap(({ key, value }) => (value === undefined ? [] : [{ name: printable(key), node: value }]));
}

/** Tasks as strings, as objects, by name in an object, or the one that stands alone. */
export function tasksOf(document: StatusDocument, member: FieldMember | undefined): StatusTask[] {
  if (!member) return [];
  const { value } = member;
  const isOne = value.kind === 'object' && titleKeys.some((key) => memberOf(value, key) !== undefined);
  const entries = isOne ? [{ name: null, node: value }] : entriesOf(value);
  return entries.flatMap((entry) => taskOf(document, entry));
}

function taskOf(document: StatusDocument, { name, node }: Entry): StatusTask[] {
  const line = document.line(node.start);
  if (node.kind === 'scalar') {
    // Under a name stands how far it is; a number alone counts tasks, it names none.
    const words = typeof node.value === 'string' ? meant(printable(node.value)) : null;
    const title = name ?? words;
    if (title === null) return [];
    return [{ title, id: null, reported: name === null ? null : words, points: null, line }];
  }
  if (node.kind === 'list') return [];
  const title = wordsOf(node, titleKeys) ?? name ?? wordsOf(node, idKeys);
  if (title === null) return [];
  return [
    {
      title,
      id: wordsOf(node, idKeys),
      reported: wordsOf(node, statusKeys),
      points: figureUnder(node, pointKeys),
      line,
    },
  ];
}

/** Blockers as a list, an object, words, or a mere count. */
export function blockersOf(member: FieldMember | undefined): string[] {
  if (!member) return [];
  const { value } = member;
  if (value.kind === 'scalar') return countedBlockers(value.value);
  return entriesOf(value).flatMap(({ name, node }) => {
    const words = meant(wordsOf(node, blockerKeys));
    if (name === null || words === null) return words ?? [];
    return `${name}: ${words}`;
  });
}

function countedBlockers(value: string | number | boolean | null): string[] {
  if (value === true) return ['blocked'];
  const count = typeof value === 'string' && /^\s*\d{1,6}\s*$/.test(value) ? Number(value) : value;
  if (typeof count === 'number') return count > 0 ? [count === 1 ? '1 blocker' : `${count} blockers`] : [];
  const words = meant(printable(count));
  return words === null ? [] : [words];
}

/** Points as a number, as words with a number, or as an object with a total and its parts. */
export function pointsOf(document: StatusDocument, member: FieldMember | undefined): StatusPoints | null {
  if (!member) return null;
  const { key, value } = member;
  if (value.kind !== 'object') {
    const figure = figureFrom(document, { ...member, key });
    return figure ? { total: figure, parts: [] } : null;
  }
  const figures = value.members.slice(0, maximumItems).flatMap((each) => figureFrom(document, each) ?? []);
  const total = totalKeys
    .map((name) => figures.findLast((figure) => figure.name === name))
    .find((figure) => figure !== undefined);
  if (figures.length === 0) return null;
  return { total: total ?? null, parts: figures.filter((figure) => figure !== total) };
}

function figureFrom(
  document: StatusDocument,
  { key, keyStart, value }: JsonMember,
): StatusFigure | undefined {
  const figure = figureOf(value);
  const name = printable(key) ?? '';
  return figure === null ? undefined : { name, value: figure, line: document.line(keyStart) };
}

/** What an agent says it has used up; null where it says nothing of it. */
export function usageOf(member: FieldMember | undefined): StatusUsage | null {
  if (member?.value.kind !== 'object') return null;
  const { value } = member;
  const usage = {
    tokens: figureUnder(value, ['tokens', 'total_tokens', 'tokens_used', 'token_count']),
    cost: figureUnder(value, ['cost', 'cost_usd', 'total_cost', 'total_cost_usd', 'usd']),
    seconds: figureUnder(value, [
      'seconds',
      'duration_seconds',
      'time_seconds',
      'elapsed_seconds',
      'duration',
    ]),
  };
  return usage.tokens === null && usage.cost === null && usage.seconds === null ? null : usage;
}
