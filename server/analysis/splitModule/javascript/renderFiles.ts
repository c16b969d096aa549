import { lineEndingOf } from '../../javascript/laziness/edits/lineEdits.ts';
import { list, nameIn } from '../../javascript/syntax/syntaxNode.ts';
import { LineTable } from '../../text/lineTable.ts';
import type { SplitFile } from '../splitPlan.ts';
import { headerEnd } from './fileHeader.ts';
import { bareImport, importTexts, partStatements } from './importText.ts';
import { loadedInOrder } from './loadedInOrder.ts';
import { type SplitPart, type SplitSource, type UsedName, usedNames } from './splitSource.ts';
import type { SplitUnit } from './splitUnit.ts';

/**
 * A new file: what leaves, the imports it needs, `export` before what others use.
 * @param parts those that it may import from; of later ones, and of the original, it needs types alone
 */
export function renderPart(source: SplitSource, part: SplitPart, parts: readonly SplitPart[]): SplitFile {
  const used = usedNames(source, part.units);
  const others = source.units.filter((unit) => !part.units.includes(unit));
  const shared = new Set(usedNames(source, others).map(({ binding }) => binding.name));
  const away = new Set([part, ...parts].flatMap(({ units }) => units));
  const staying = source.units.filter((unit) => !away.has(unit));
  const original: SplitPart = { path: source.path, specifier: source.specifier, units: staying };
  const imports = [...importTexts(source, used), ...importsOfParts(source, used, [original, ...parts], part)];
  const bodies = inTextOrder(part.units).map((each) => unitText(source.text, each, shared));
  const head = headerOf(source);
  return file(part.path, [head, asLines(imports), bodies.join('')], source, part.units);
}

/** The original: what stays, and every name it exported, from where it now is. */
export function renderOriginal(source: SplitSource, parts: readonly SplitPart[]): SplitFile {
  const gone = new Set(parts.flatMap(({ units }) => units));
  const staying = source.units.filter((unit) => !gone.has(unit));
  const used = usedNames(source, staying);
  const before = usedNames(source, source.units);
  const dropped = (name: string) =>
    before.some(({ binding }) => binding.name === name) && !used.some(({ binding }) => binding.name === name);
  const ordered = loadedInOrder(source, parts, used);
  const imports = source.statements.flatMap(({ node, start, end }) => {
    if (node.type !== 'ImportDeclaration') return [];
    const kept = keptImport(source, { node, start, end }, used, dropped);
    return ordered.has(node) ? [kept, bareImport(source.text, node)] : [kept];
  });
  const added = parts.flatMap((part) => importsOfParts(source, used, [part], undefined));
  const exported = parts.flatMap((part) =>
    partStatements(source, 'export', exportedNames(part.units), part.specifier),
  );
  const bodies = inTextOrder(staying).map((each) => unitText(source.text, each, undefined));
  const lead = source.text.slice(0, source.statements[0]?.start ?? 0);
  return file(
    source.path,
    [lead + imports.join('') + asLines(added), asLines(exported), bodies.join('')],
    source,
    staying,
  );
}

/** An import of the original without the names that only what left had used. */
function keptImport(
  source: SplitSource,
  { node, start, end }: { node: SplitSource['program']; start: number; end: number },
  used: readonly UsedName[],
  dropped: (name: string) => boolean,
): string {
  const names = source.scopes.module.bindings.filter(
    ({ node: id }) => node.start <= id.start && id.end <= node.end,
  );
  const gone = names.filter(({ name }) => dropped(name));
  const text = source.text.slice(start, end);
  if (gone.length === 0) return text;
  const kept = names.filter((each) => !gone.includes(each));
  const only: SplitSource = { ...source, statements: [{ node, start, end }] };
  const still = kept.map(
    (binding) => used.find((each) => each.binding === binding) ?? { binding, asType: false },
  );
  const statements = importTexts(only, still).map((each) => `${each}\n`);
  return source.text.slice(start, node.start) + statements.join('');
}

function importsOfParts(
  source: SplitSource,
  used: readonly UsedName[],
  parts: readonly SplitPart[],
  own: SplitPart | undefined,
): string[] {
  return parts
    .filter((part) => part !== own)
    .flatMap((part) => {
      const names = new Set(part.units.flatMap(({ bindings }) => bindings.map(({ name }) => name)));
      return partStatements(
        source,
        'import',
        used.filter(({ binding }) => names.has(binding.name)),
        part.specifier,
      );
    });
}

function exportedNames(units: readonly SplitUnit[]): UsedName[] {
  const exported = units.flatMap(({ bindings, statements }) =>
    bindings.filter(({ node }) =>
      statements.some(
        ({ node: each }) =>
          each.type === 'ExportNamedDeclaration' && each.start <= node.start && node.end <= each.end,
      ),
    ),
  );
  const byName = Map.groupBy(exported, ({ name }) => name);
  return [...byName.values()].flatMap((same) => {
    const binding = same.find(({ meaning }) => meaning !== 'type') ?? same[0];
    return binding ? [{ binding, asType: false }] : [];
  });
}

interface PlacedText {
  readonly start: number;
  readonly end: number;
  /** Where `export` would stand; negative where it does. */
  readonly keywordAt: number;
  readonly names: readonly string[];
}

function inTextOrder(units: readonly SplitUnit[]): PlacedText[] {
  return units
    .flatMap(({ statements }) => statements)
    .map(({ start, end, node }) => ({
      start,
      end,
      keywordAt: node.type.startsWith('Export') ? -1 : node.start,
      names: [node, ...list(node, 'declarations')].map((each) => nameIn(each, 'id')),
    }))
    .sort((a, b) => a.start - b.start);
}

/** @param shared the names that other files use: they are exported, if they are not already */
function unitText(
  text: string,
  { start, end, keywordAt, names }: PlacedText,
  shared: ReadonlySet<string> = new Set(),
): string {
  if (keywordAt < 0 || !names.some((name) => shared.has(name))) return text.slice(start, end);
  return `${text.slice(start, keywordAt)}export ${text.slice(keywordAt, end)}`;
}

function asLines(statements: readonly string[]): string {
  return statements.map((each) => `${each}\n`).join('');
}

/** Directives, and the comments at the very top that hold for the code below them. */
function headerOf({ text, program, statements }: SplitSource): string {
  const directives = Array.isArray(program['directives']) && program['directives'].length > 0;
  const first = statements[0]?.start ?? 0;
  if (directives) return `${text.slice(0, first).trim()}\n`;
  const comments = text
    .slice(0, headerEnd(text))
    .replace(/^\ufeff/, '')
    .trim();
  return comments === '' ? '' : `${comments}\n`;
}

/** Puts the sections below each other, one empty line between them, in the line endings of the original. */
function file(
  path: string,
  sections: readonly string[],
  { text }: SplitSource,
  units: readonly SplitUnit[],
): SplitFile {
  const joined = sections
    .map((section) => section.replaceAll('\r\n', '\n').replace(/^(?:[ \t]*\n)+|\s+$/g, ''))
    .filter((section) => section !== '')
    .join('\n\n');
  const whole = `${joined}\n`.replaceAll('\n', lineEndingOf(text));
  const names = units.flatMap(({ bindings }) => bindings.map(({ name }) => name));
  return { path, text: whole, lines: new LineTable(whole).count, names: [...new Set(names)] };
}
