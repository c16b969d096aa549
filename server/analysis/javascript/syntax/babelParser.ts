import { type ParseResult, type ParserOptions, parse } from '@babel/parser';

/** Parses with Babel, which is loaded with this module: a program's package has one copy of it, by this name. */
export function babelParse(source: string, options: ParserOptions): ParseResult {
  return parse(source, options);
}
