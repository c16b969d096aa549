import { describe, expect, it } from 'vitest';
import { WorkspaceFolders } from '../../server/language/workspaceFolders.ts';

const folders = new WorkspaceFolders([
  { uri: 'file:///work/red' },
  { uri: 'file:///work/red/inner/' },
  { uri: 'file:///work' },
  { uri: 'file:///c%3A/Code' },
  { uri: 'vscode-vfs://github/some/repo' },
]);

describe('WorkspaceFolders', () => {
  it.each([
    ['file:///work/red/a.py', 'file:///work/red', 'a.py'],
    ['file:///work/red/inner/a.py', 'file:///work/red/inner/', 'a.py'],
    ['file:///work/red/b%20c/a.py', 'file:///work/red', 'b c/a.py'],
    ['file:///C:/Code/src/a.py', 'file:///c%3A/Code', 'src/a.py'],
    ['vscode-vfs://github/some/repo/a.py', 'vscode-vfs://github/some/repo', 'a.py'],
    ['file:///work/reddish/a.py', 'file:///work', 'reddish/a.py'],
    ['file:///elsewhere/b%20c/a.py', undefined, 'elsewhere/b c/a.py'],
    ['untitled:Untitled-1', undefined, 'Untitled-1'],
  ])('finds %s in its innermost folder', (uri, folder, path) => {
    expect(folders.locate(uri)).toEqual({ folder, path });
  });

  it('finds it anew where folders have come or gone', () => {
    const changing = new WorkspaceFolders([{ uri: 'file:///work' }]);
    const found = () => changing.locate('file:///work/red/a.py').folder;
    expect(found()).toBe('file:///work');
    changing.change([{ uri: 'file:///work/red' }], []);
    expect(found()).toBe('file:///work/red');
    changing.change([], [{ uri: 'file:///work/red' }]);
    expect(found()).toBe('file:///work');
  });

  it("knows a folder's own swarm.json from others of that name", () => {
    expect(folders.folderConfiguredBy('file:///work/red/swarm.json')).toBe('file:///work/red');
    expect(folders.folderConfiguredBy('file:///work/red/src/swarm.json')).toBeUndefined();
    expect(folders.folderConfiguredBy('file:///elsewhere/swarm.json')).toBeUndefined();
  });
});
