import { fromImport, isFuture, neededImports } from './importText.ts';
import { loggerText } from './moduleLoggers.ts';
import { importFromNeighbour } from './neighbourImport.ts';
import { sharesName } from './sharesName.ts';
import type { Part, SplitSource } from './splitSource.ts';
import type { Unit } from './unit.ts';

const mostNamesInSummary = 3;
const fileDirective = /^#.*(?:coding[:=]|flake8:\s*noqa|ruff:\s*noqa|mypy:|pyright:)/;

/** The text of a new file: what it needs, imported anew, and the definitions as they were. */
export function partText(source: SplitSource, part: Part, others: readonly Part[]): string {
  const { text, shareable, units, loggers } = source;
  const asked = [...loggers].filter(({ binds }) => part.units.some(({ reads }) => sharesName(binds, reads)));
  const needed = namesNeeded([...part.units, ...asked], shareable);
  const imports = neededImports(text, shareable, needed);
  const fromOthers = others.flatMap((other) => importFromPart(source, other, needed));
  const future = units.filter(isFuture).map(({ statement }) => text.slice(statement.start, statement.end));
  const made = asked.map((unit) => loggerText(source, unit, part.name));
  const sections = [[...directives(text), summary(source, part)], future, imports, fromOthers, made];
  const head = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${head.join('\n\n')}\n\n\n${definitions(text, part.units)}`;
}

/** The import of the names that a file needs from another part. */
export function importFromPart(
  { neighbours }: SplitSource,
  { name, units }: Part,
  needed: ReadonlySet<string>,
  comment = '',
): string[] {
  const names = units.flatMap(({ binds }) => [...binds]).filter((each) => needed.has(each));
  if (names.length === 0) return [];
  return importFromNeighbour(neighbours, (prefix) =>
    fromImport(`${prefix}${name}`, [...new Set(names)], comment),
  );
}

/** The names that units read, and those that the guards of the imports they need read in turn. */
function namesNeeded(units: readonly Unit[], shareable: ReadonlySet<Unit>): Set<string> {
  const needed = new Set(units.flatMap(({ reads }) => [...reads]));
  for (let size = -1; size !== needed.size; ) {
    size = needed.size;
    for (const { binds, reads } of shareable) {
      if ([...binds].some((name) => needed.has(name))) for (const name of reads) needed.add(name);
    }
  }
  return needed;
}

function directives(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, 50);
  const firstCode = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.slice(0, firstCode === -1 ? undefined : firstCode).filter((line) => fileDirective.test(line));
}

function summary({ module }: SplitSource, { units }: Part): string {
  const names = [...new Set(units.flatMap(({ binds }) => [...binds]))];
  const listed = names.slice(0, mostNamesInSummary).join(', ');
  const more = names.length > mostNamesInSummary ? ` and ${names.length - mostNamesInSummary} more` : '';
  return `"""Of ${module.isPackage ? `the package ${module.name}` : `${module.name}${module.extension}`}: ${listed}${more}."""`;
}

/** As they stood, two lines apart; constants that stood together still do. */
function definitions(text: string, units: readonly Unit[]): string {
  return units.map((unit, at) => `${gap(text, units[at - 1], unit)}${block(text, unit)}`).join('');
}

function gap(text: string, previous: Unit | undefined, unit: Unit): string {
  if (previous === undefined) return '';
  if (isDefinition(previous) || isDefinition(unit)) {
    const areOneThing = isOverload(previous, unit) && previous.end === unit.start;
    return areOneThing ? '' : '\n\n';
  }
  return text.slice(previous.end, unit.start).trim() === '' && previous.end === unit.start ? '' : '\n';
}

function isDefinition({ statement }: Unit): boolean {
  return statement.kind === 'function' || statement.kind === 'class';
}

function isOverload(previous: Unit, unit: Unit): boolean {
  return [...unit.binds].some((name) => previous.binds.has(name));
}

function block(text: string, { start, end }: Unit): string {
  const lines = text.slice(start, end);
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}
