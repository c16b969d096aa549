import { grouped } from '../../analysis/limits/grouped.ts';
import type { LimitName } from '../../analysis/limits/limits.ts';
import type { LimitOrigin, LimitSourceKind, SourcePlace } from './limitSource.ts';
import type { LimitProvenance, StatedValue } from './provenance.ts';

/** Address that a place of the repository is opened by; undefined where it cannot be. */
export type LinkTo = (place: SourcePlace) => string | undefined;

const units: Readonly<Record<LimitName, string>> = {
  file: 'lines in a file',
  function: 'lines in a function',
  class: 'lines in a class',
  parameters: 'parameters of a function',
  complexity: 'cyclomatic complexity of a function',
  nesting: 'control structures in each other',
  classesPerFile: 'classes in a file',
  functionsPerFile: 'top-level functions in a file',
  enumsPerFile: 'enumerations in a file',
  lineLength: 'characters in a line',
};

const tools: Readonly<Record<LimitSourceKind, string>> = {
  'swarm.json': 'swarm.json',
  'v2-rules': 'the file of V2 rules',
  eslint: 'ESLint',
  pylint: 'pylint',
  ruff: 'Ruff',
  flake8: 'flake8',
  editor: "the editor's setting",
  default: 'the default of',
  declaration: 'the file itself',
  exemption: 'an exemption',
};

/** A limit in Markdown: the value that holds, who states it with a link to the place, and what it overrides. */
export function describeLimit({ limit, overrides, ...inForce }: LimitProvenance, linkTo: LinkTo): string {
  const advice = inForce.guideline ? ' It only advises.' : '';
  const sentence = `The limit is ${amount(inForce)} (${units[limit]}), from ${sourceText(inForce.origin, linkTo)}.${advice}`;
  if (overrides.length === 0) return sentence;
  const rows = overrides.map(
    (each) => `* ${amount(each)} from ${sourceText(each.origin, linkTo)}${each.guideline ? ' (advice)' : ''}`,
  );
  return `${sentence} It overrides:\n${rows.join('\n')}`;
}

/** Who states a limit, in words: `ESLint (max-lines in eslint.config.js line 3)`. */
export function originText({ kind, name, place }: LimitOrigin): string {
  const where = place ? ` in ${place.path} line ${place.range.start.line}` : '';
  return kind === 'swarm.json' ? `${name}${where}` : `${tools[kind]} (${name}${where})`;
}

function amount({ value }: StatedValue): string {
  return value === 0 ? 'off' : grouped(value);
}

function sourceText({ kind, name, place }: LimitOrigin, linkTo: LinkTo): string {
  if (place === undefined) return `${tools[kind]} ${code(name)}`;
  const where = `${place.path} line ${place.range.start.line}`;
  const address = linkTo(place);
  const linked = address === undefined ? escaped(where) : `[${escaped(where)}](${address})`;
  if (kind === 'swarm.json') return `${code(name)} in ${linked}`;
  return `${tools[kind]}: ${code(name)} in ${linked}`;
}

/** What repositories name things may hold anything: nothing of it becomes Markdown. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!<>|~]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

function code(name: string): string {
  return `\`${name.replaceAll(/[`\s]+/g, ' ').slice(0, 120)}\``;
}
