import { describe, expect, it } from 'vitest';
import { analysisSettings } from '../../server/configuration/analysisSettings.ts';
import { configurationSchema } from '../../server/protocol/configuration/configuration.ts';
import { languageSettingsSchema } from '../../server/protocol/languageServer/languageSettings.ts';

const settings = (raw: object = {}) => languageSettingsSchema.parse(raw);
const configuration = (raw: object) => configurationSchema.parse(raw);

describe('analysisSettings', () => {
  it('has the documented defaults', () => {
    const { limits, severity, fileLengthLanguages, heavyModules } = analysisSettings(undefined, settings());
    expect(limits).toEqual({
      file: 300,
      function: 30,
      class: 200,
      parameters: 5,
      complexity: 10,
      nesting: 3,
      classesPerFile: 5,
      functionsPerFile: 10,
      enumsPerFile: 3,
      lineLength: 0,
    });
    expect(severity.majorAbove * 300).toBeCloseTo(350);
    expect(severity.criticalAbove * 300).toBeCloseTo(375);
    expect(fileLengthLanguages.has('python')).toBe(true);
    expect(fileLengthLanguages.has('markdown')).toBe(false);
    expect(heavyModules.has('torch')).toBe(true);
  });

  it('lets comments of other tools count unless one says no, swarm.json first', () => {
    const ownOnly = (v2: object, editor: object) =>
      analysisSettings(configuration({ v2 }), settings(editor)).ownCommentsOnly;
    const own = { suppressionComments: 'own' };
    const all = { suppressionComments: 'all' };
    expect([ownOnly({}, {}), ownOnly({}, own), ownOnly(own, {}), ownOnly(all, own)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('takes from swarm.json what it states, and the rest from the editor', () => {
    const stated = configuration({ v2: { limits: { file: 400 }, severity: { majorAbove: 2 } } });
    const { limits, severity } = analysisSettings(stated, settings({ limits: { file: 500, class: 100 } }));
    expect(limits).toMatchObject({ file: 400, function: 30, class: 100 });
    expect(severity).toEqual({ majorAbove: 2, criticalAbove: 2 });
  });

  it('moves a band that is not stated where one that is would stand on the wrong side of it', () => {
    const bands = (severity: object) =>
      analysisSettings(configuration({ v2: { severity } }), settings()).severity;
    expect(bands({ criticalAbove: 1.1 })).toEqual({ majorAbove: 1.1, criticalAbove: 1.1 });
    expect(bands({ majorAbove: 1.2 })).toEqual({ majorAbove: 1.2, criticalAbove: 1.25 });
    expect(bands({ majorAbove: 1.5, criticalAbove: 1.6 })).toEqual({ majorAbove: 1.5, criticalAbove: 1.6 });
  });

  it('adds the heavy modules of both, and allows what either allows', () => {
    const stated = configuration({ heavyImports: { modules: ['ours'], allow: ['torch'] } });
    const { heavyModules } = analysisSettings(
      stated,
      settings({ heavyImports: { modules: ['theirs'], allow: ['numpy'] } }),
    );
    expect(['ours', 'theirs', 'torch', 'numpy', 'pandas'].map((name) => heavyModules.has(name))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('lets swarm.json decide where the editor says the opposite', () => {
    const stated = configuration({ heavyImports: { modules: ['ours', 'torch'], allow: ['theirs'] } });
    const { heavyModules } = analysisSettings(
      stated,
      settings({ heavyImports: { modules: ['theirs'], allow: ['ours', 'torch'] } }),
    );
    expect(['ours', 'torch', 'theirs'].map((name) => heavyModules.has(name))).toEqual([true, true, false]);
  });

  it('knows no heavy module where the editor switches them off', () => {
    const off = settings({ heavyImports: { enable: false } });
    expect(
      analysisSettings(configuration({ heavyImports: { modules: ['ours'] } }), off).heavyModules.size,
    ).toBe(0);
  });
});
