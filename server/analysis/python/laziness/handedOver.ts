import type { Call } from '../syntax/expressionNodes.ts';
import { lastName } from './localDefinitions.ts';
import { isKind } from './syntaxPath.ts';

/** Whether a call is handed a function or method of a name. */
export function isHandedOver({ positional, keywords }: Call, name: string): boolean {
  return [...positional, ...keywords.map(({ value }) => value)].some(
    (each) => isKind(each, 'name', 'attribute') && lastName(each) === name,
  );
}
