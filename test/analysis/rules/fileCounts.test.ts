import { describe, expect, it } from 'vitest';
import { dataOf, findingsOf } from './findingsOf.ts';

describe('classes of a file', () => {
  const text =
    'class A:\n    class Meta: pass\ndef f():\n    class B: pass\nclass C(Enum): pass\nclass D: pass\n';

  it('are all but enums and those in the body of another one', () => {
    expect(dataOf(text, { classesPerFile: 2 })).toEqual([{ actual: 3, limit: 2 }]);
    expect(findingsOf(text, { classesPerFile: 3 })).toEqual([]);
  });

  it('are told on the first one beyond the limit', () => {
    expect(findingsOf(text, { classesPerFile: 2 })).toEqual([
      '6 too-many-classes minor: File has 3 classes; the limit is 2.',
    ]);
  });
});

describe('functions of a file', () => {
  it('are those at the top level, one for each name', () => {
    const text =
      'def a():\n    def inner(): pass\nclass A:\n    def m(self): pass\nif x:\n    def b(): pass\nelse:\n    def b(): pass\nasync def c(): pass\n@overload\ndef d(): ...\ndef d(): pass\n';
    expect(findingsOf(text, { functionsPerFile: 3 })).toEqual([
      '12 too-many-functions minor: File has 4 top-level functions; the limit is 3.',
    ]);
    expect(findingsOf(text, { functionsPerFile: 4 })).toEqual([]);
  });

  it('can be disabled for the file', () => {
    const text = '# swarm: disable-file=too-many-functions\ndef a(): pass\ndef b(): pass\n';
    expect(findingsOf(text, { functionsPerFile: 1 })).toEqual([]);
  });
});

describe('enums of a file', () => {
  it.each([
    'Enum',
    'enum.Enum',
    'str, Enum',
    'IntEnum',
    'enum . StrEnum',
    'Flag',
    'enum.IntFlag',
    'ReprEnum',
    'ProjectEnum',
    'models.TextChoices',
    'metaclass=EnumMeta',
    'str, metaclass = enum.EnumType',
    '\n    str,  # a comment\n    Enum,\n',
  ])('are classes below %j', (bases) => {
    expect(dataOf(`class A(Enum): pass\nclass B(${bases}): pass\n`, { enumsPerFile: 1 })).toEqual([
      { actual: 2, limit: 1 },
    ]);
  });

  it.each([
    '',
    '()',
    '(Enumerable)',
    '(FlagHolder)',
    '(metaclass=Meta)',
    '("Enum")',
    '(x=Enum)',
    '(list[Enum])',
  ])('are not classes with %j', (bases) => {
    expect(findingsOf(`class A(Enum): pass\nclass B${bases}: pass\n`, { enumsPerFile: 1 })).toEqual([]);
  });

  it('are classes below another enum of the file, and in other classes too', () => {
    const text =
      'class Base(Enum): pass\nclass Colour(Base): pass\nclass A:\n    class Kind(IntEnum): pass\n';
    expect(findingsOf(text, { enumsPerFile: 2 })).toEqual([
      '4 too-many-enums minor: File has 3 enums; the limit is 2.',
    ]);
  });
});
