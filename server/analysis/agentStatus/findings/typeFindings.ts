import type { StatusFinding } from '../../finding.ts';
import type { StatusDocument } from '../statusDocument.ts';
import { type StatusField, type StatusFieldName, statusFields } from '../statusFields.ts';
import type { JsonNode } from '../syntax/jsonNode.ts';

type TypeName = StatusField['types'][number];

const words: Readonly<Record<TypeName, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** Fields whose type nobody understands: what they say counts as nothing. */
export function typeFindings(document: StatusDocument): StatusFinding[] {
  return (Object.keys(statusFields) as StatusFieldName[]).flatMap((name): StatusFinding[] => {
    const member = document.field(name);
    const types: readonly TypeName[] = statusFields[name].types;
    if (!member) return [];
    const type = typeOf(member.value);
    // null is a way to say nothing.
    if (type === 'null' || types.includes(type)) return [];
    const understood = types.filter((each) => each !== 'null').map((each) => words[each]);
    return [
      {
        rule: 'status-type',
        severity: 'hint',
        message: `"${member.key}" is ${words[type]} and counts as nothing; ${understood.join(' or ')} is understood.`,
        range: document.range(member.value.start, member.value.end),
        data: { type, understood: types },
      },
    ];
  });
}

function typeOf(node: JsonNode): TypeName {
  if (node.kind === 'list') return 'array';
  if (node.kind === 'object') return 'object';
  return node.value === null ? 'null' : (typeof node.value as 'string' | 'number' | 'boolean');
}
