import { describe, expect, it } from 'vitest';
import { CallsWhileImported } from '../../../../server/analysis/python/laziness/callsWhileImported.ts';
import { SourceModule } from '../../../../server/analysis/sourceModule.ts';

/** Asked of the place of `import torch`. */
function mayReach(text: string): boolean {
  const module = new SourceModule(text, 'python');
  return new CallsWhileImported(module).mayReach(text.indexOf('import torch'));
}

const load = 'def load():\n    import torch\n';
const made = 'class A:\n    def __init__(self):\n        import torch\n';

describe('a function that may run while its module is imported', () => {
  it.each([
    ['called on a line of its own', `${load}load()\n`],
    ['called in a line that goes on', `${load}x = dict(\n    a=load(),\n)\n`],
    ['called in a class body', `${load}class A:\n    x = load()\n`],
    ['called in a default', `${load}def f(a, b=load()):\n    pass\n`],
    ['called in a default on a line of its own', `${load}def f(\n    b=load(),\n):\n    pass\n`],
    ['called under with', `${load}with open("x") as f:\n    load()\n`],
    ['used as a decorator', 'def load(f):\n    import torch\n@load\ndef g():\n    pass\n'],
    ['called by what is called', `${load}def f():\n    load()\ndef g():\n    return f()\ng()\n`],
    ['called where an object is made', `${load}class A:\n    def __init__(self):\n        load()\nA()\n`],
    ['that makes an object', `${made}A()\n`],
    ['that makes an object of a class below', `${made}class B(A):\n    pass\nb = B()\n`],
    [
      'that runs with the definition of a class',
      'class A:\n    def __init_subclass__(cls):\n        import torch\n',
    ],
    ['that makes a member', 'class A(Enum):\n    X = 1\n    def __init__(self, x):\n        import torch\n'],
    ['behind a condition in a text', `${load}"""\nif x:\n"""\nload()\n`],
    ['with a name in letters of another alphabet', 'def für():\n    import torch\nfür()\n'],
  ])('is one %s', (_, text) => {
    expect(mayReach(text)).toBe(true);
  });

  it.each([
    ['nobody calls', load],
    ['only another function calls', `${load}def f():\n    load()\n`],
    ['only a condition leads to', `${load}if __name__ == "__main__":\n    load()\n`],
    ['only a try leads to', `${load}try:\n    load()\nexcept Exception:\n    load()\n`],
    ['is a method by its name', 'class A:\n    def f(self):\n        import torch\nA().f()\n'],
    ['makes objects of a class nobody makes', `${made}class B(A):\n    pass\n`],
    ['shares its name with a method of something else', `${load}import x\nx.load()\n`],
  ])('is none that %s', (_, text) => {
    expect(mayReach(text)).toBe(false);
  });

  it('is none where the place is outside of functions', () => {
    expect(mayReach('try:\n    import torch\nexcept ImportError:\n    pass\n')).toBe(false);
  });
});
