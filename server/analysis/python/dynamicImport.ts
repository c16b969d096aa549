import type { ModuleImport } from '../moduleImport.ts';
import { isNameCharacter } from './pythonStatement.ts';

const functions = ['__import__', 'import_module'];
const literal =
  /\([ \t\r\n]*(?:name[ \t]*=[ \t]*)?(['"])([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)\1[ \t\r\n]*[,)]/uy;
const lambda = /\blambda\b/;
/** A statement that is longer is searched for a lambda no further back. */
const longestLambda = 2000;

/**
 * The import that the call whose parenthesis is at an offset makes: `__import__('x')` or `importlib.import_module('x')`
 * with an absolute name; undefined for every other call, and inside a lambda.
 */
export function dynamicImport(
  text: string,
  statementStart: number,
  parenthesis: number,
): ModuleImport | undefined {
  const name = functions.find((each) => text.startsWith(each, parenthesis - each.length));
  if (!name || isNameCharacter(text.charCodeAt(parenthesis - name.length - 1))) return undefined;
  literal.lastIndex = parenthesis;
  const found = literal.exec(text);
  const module = found?.[2];
  if (module === undefined) return undefined;
  const before = text.slice(Math.max(statementStart, parenthesis - longestLambda), parenthesis);
  if (lambda.test(before)) return undefined;
  const quote = text.indexOf(found?.[1] ?? '', parenthesis);
  const place = { name: module, start: quote + 1, end: quote + 1 + module.length };
  return { module: place, level: 0, names: [] };
}
