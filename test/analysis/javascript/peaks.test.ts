import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../../server/analysis/scan/definition.ts';
import { peakNames } from '../../../server/analysis/scan/peaks.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';

const pieces = fc.constantFrom(
  'function named(a, b = 1, ...c) {\n',
  'const arrow = (a = () => { if (b) c; }, d) => {\n',
  'class C { method(a) {\n',
  'enum E { A }\n',
  'class Inner {}\n',
  'if (a && b) { for (;;) {\n',
  '}\n',
  '} }\n',
  '(',
  ')',
  'x;\n',
  '<<<<<<< ours\n',
  '=======\n',
  '>>>>>>> theirs\n',
);

function most(definitions: readonly Definition[], measure: (definition: Definition) => number): number {
  return Math.max(0, ...definitions.map(measure));
}

function lines({ firstLine, lastLine }: Definition): number {
  return lastLine - firstLine + 1;
}

/** What the peaks of definitions are. */
function peaksOf(definitions: readonly Definition[]) {
  const functions = definitions.filter(({ kind }) => kind === 'function');
  const classes = definitions.filter(({ kind }) => kind === 'class');
  const isPart = ({ parent }: Definition) => definitions[parent]?.kind === 'class';
  return {
    functionLines: most(functions, lines),
    classLines: most(classes, lines),
    parameters: most(functions, ({ parameters }) => parameters),
    complexity: most(functions, ({ complexity }) => complexity),
    nesting: most(functions, ({ nesting }) => nesting),
    classes: classes.filter((each) => !each.isEnum && !isPart(each)).length,
    functions: functions.filter(({ name, parent }) => name !== undefined && parent === -1).length,
    enums: classes.filter(({ isEnum }) => isEnum).length,
  };
}

describe('the peaks of a text', () => {
  it('are those of its definitions, broken or not', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const { peaks, definitions } = new SourceModule(parts.join(''), 'typescript');
        const told = Object.fromEntries(peakNames.map((name) => [name, peaks.peak(name)]));
        expect(told).toEqual(peaksOf(definitions));
      }),
      { numRuns: 200 },
    );
  });

  it('choose the definitions that have at least so much', () => {
    const measures = fc.constantFrom('lines', 'parameters', 'complexity', 'nesting');
    const asked = fc.record({
      kind: fc.constantFrom('function', 'class'),
      measure: measures,
      least: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), asked, (parts, wanted) => {
        const module = new SourceModule(parts.join(''), 'typescript');
        const measured = (it: Definition) => (wanted.measure === 'lines' ? lines(it) : it[wanted.measure]);
        const chosen = module.definitions.filter(
          (each) => each.kind === wanted.kind && measured(each) >= wanted.least,
        );
        expect(module.definitionsFrom(wanted)).toEqual(chosen);
      }),
      { numRuns: 100 },
    );
  });

  it('count the definitions that are told of what a file may have too many of', () => {
    const counted = fc.constantFrom('classes', 'functions', 'enums');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), counted, (parts, what) => {
        const module = new SourceModule(parts.join(''), 'typescript');
        const told = module.countedDefinitions(what);
        expect(told).toHaveLength(module.peaks.peak(what));
        expect(told).toEqual(module.definitions.filter((each) => told.includes(each)));
      }),
      { numRuns: 100 },
    );
  });

  it('put functions in the order in which they begin, however deep they stand in parameters', () => {
    const depth = 3000;
    const text = `${'f = (a =\n'.repeat(depth)}1${') => {}\n'.repeat(depth)};\n`;
    const { definitions } = new SourceModule(text, 'javascript');
    expect(definitions).toHaveLength(depth);
    expect(definitions.map(({ firstLine }) => firstLine)).toEqual(definitions.map((_, index) => index + 1));
  });
});
