import { describe, expect, it } from 'vitest';
import { shownFirst } from '../../server/language/shownFirst.ts';

const uri = 'file:///a.py';
const edits = [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, newText: '' }];
const documentChanges = [{ textDocument: { uri, version: 1 }, edits }];
const annotations = { fix: { label: 'Remove the import' } };

describe('an edit that is shown before anything changes', () => {
  it('has every change ticked in VS Code, where one that changes nothing asks', () => {
    const shown = shownFirst({ documentChanges, annotations }, uri, { runsCommands: true });
    expect(shown.changeAnnotations).toMatchObject({
      fix: { label: 'Remove the import', needsConfirmation: false },
      'shown-first': { needsConfirmation: true },
    });
    const asking = { kind: 'delete', uri: 'file:///a.py/nothing', annotationId: 'shown-first' };
    expect(shown.documentChanges).toEqual([
      ...documentChanges,
      { ...asking, options: { ignoreIfNotExists: true } },
    ]);
  });

  it('asks for each change in another editor', () => {
    expect(shownFirst({ documentChanges, annotations }, uri, { runsCommands: false })).toEqual({
      documentChanges,
      changeAnnotations: { fix: { label: 'Remove the import', needsConfirmation: true } },
    });
  });
});
