import { describe, expect, it } from 'vitest';
import { chainsIn, graphOf } from './graphOf.ts';

const heavy = 'import torch\n';

describe('modules are found', () => {
  it('in namespace packages, which have no __init__', () => {
    const texts = { 'space/one/main.py': 'import space.two.heavy\n', 'space/two/heavy.py': heavy };
    expect(chainsIn(texts, 'space/one/main.py')).toEqual([
      'space/one/main.py:1 space.two.heavy > space/two/heavy.py:1 torch',
    ]);
  });

  it.each(['src', 'lib'])('below %s', (folder) => {
    const texts = {
      'tests/test_a.py': 'from pkg.a import x\n',
      'main.py': 'import pkg.a\n',
      [`${folder}/pkg/__init__.py`]: '',
      [`${folder}/pkg/a.py`]: heavy,
    };
    expect(chainsIn(texts, 'tests/test_a.py')).toHaveLength(1);
    expect(chainsIn(texts, 'main.py')).toEqual([`main.py:1 pkg.a > ${folder}/pkg/a.py:1 torch`]);
  });

  it('beside a script', () => {
    const texts = {
      'tools/run.py': 'import helper\n',
      'tools/helper.py': heavy,
      'other/x.py': 'import helper\n',
    };
    expect(chainsIn(texts, 'tools/run.py')).toHaveLength(1);
    expect(chainsIn(texts, 'other/x.py')).toEqual([]);
  });

  it('in another source root of the repository where only one has the name', () => {
    const texts = {
      'packages/a/code/alpha/__init__.py': '',
      'packages/a/code/alpha/main.py': 'import beta\nimport gamma.x\n',
      'packages/b/code/beta/__init__.py': heavy,
      'vendor/gamma/__init__.py': '',
      'vendor/gamma/x.py': heavy,
    };
    expect(chainsIn(texts, 'packages/a/code/alpha/main.py')).toEqual([
      'packages/a/code/alpha/main.py:1 beta > packages/b/code/beta/__init__.py:1 torch',
      'packages/a/code/alpha/main.py:2 gamma.x > vendor/gamma/x.py:1 torch',
    ]);
  });

  it('in no source root elsewhere that has the package without the module', () => {
    const texts = {
      'tools/run.py': 'import core.schemas\nfrom core import schemas\n',
      'hub/core/__init__.py': heavy,
    };
    expect(chainsIn(texts, 'tools/run.py')).toEqual(['tools/run.py:2 core > hub/core/__init__.py:1 torch']);
    expect(chainsIn({ ...texts, 'hub/core/schemas/a.py': '' }, 'tools/run.py')).toHaveLength(2);
  });

  it('in none of several source roots, however near', () => {
    const copies = {
      'backup/utils/__init__.py': '',
      'backup/utils/models.py': 'import torch\n',
      'app/utils/__init__.py': '',
      'app/utils/models.py': 'import torch\n',
      'tools/inner/utils/__init__.py': '',
    };
    const script = 'import utils.models\n';
    expect(chainsIn({ ...copies, 'tools/run.py': script }, 'tools/run.py')).toEqual([]);
    expect(chainsIn({ ...copies, 'app/run.py': script }, 'app/run.py')).toHaveLength(1);
  });

  it('in the folder of a file that is a script in a package, before a source root elsewhere', () => {
    const texts = {
      'service/__init__.py': '',
      'service/app.py': 'from core.schemas import A\nimport core\nimport core.missing\n',
      'service/modules/__init__.py': '',
      'service/modules/mood.py': 'import core.schemas\n',
      'service/core/__init__.py': '',
      'service/core/schemas.py': heavy,
      'hub/core/__init__.py': 'import pandas\n',
      'hub/core/schemas.py': '',
    };
    const there = 'core.schemas > service/core/schemas.py:1 torch';
    expect(chainsIn(texts, 'service/app.py')).toEqual([`service/app.py:1 ${there}`]);
    expect(chainsIn(texts, 'service/modules/mood.py')).toEqual([`service/modules/mood.py:1 ${there}`]);
    const onPath = { ...texts, 'core/__init__.py': '', 'core/schemas.py': '' };
    expect(chainsIn(onPath, 'service/app.py')).toEqual([]);
  });

  it('as packages before modules of the same name', () => {
    const texts = { 'main.py': 'import a\n', 'a.py': heavy, 'a/__init__.py': '' };
    expect(chainsIn(texts, 'main.py')).toEqual([]);
    expect(chainsIn({ ...texts, 'a.py': '', 'a/__init__.py': heavy }, 'main.py')).toHaveLength(1);
  });
});

describe('a module of the repository with the name of another', () => {
  it('is not heavy where it shadows an installed one', () => {
    const texts = { 'main.py': 'import torch\nimport a\n', 'a.py': 'import torch\n', 'torch.py': '' };
    expect(chainsIn(texts, 'main.py')).toEqual([]);
    // A folder without __init__ does not win over an installed package.
    expect(chainsIn({ 'main.py': heavy, 'torch/data.py': '' }, 'main.py')).toEqual(['direct']);
    expect(chainsIn({ 'main.py': heavy, 'deep/down/torch/__init__.py': '' }, 'main.py')).toEqual(['direct']);
  });

  it('is heavy where a person calls it so', () => {
    const texts = {
      'main.py': 'import tools\n',
      'tools.py': 'import company.models\n',
      'company/models.py': '',
    };
    expect(chainsIn(texts, 'tools.py')).toEqual(['direct']);
    expect(chainsIn(texts, 'main.py')).toEqual(['main.py:1 tools > tools.py:1 company.models']);
  });

  it('leads on where it shadows an installed one', () => {
    const texts = { 'main.py': 'import torch\n', 'torch.py': 'import pandas\n' };
    expect(chainsIn(texts, 'main.py')).toEqual(['main.py:1 torch > torch.py:1 pandas']);
  });

  it('is not taken for one of the standard library', () => {
    expect(chainsIn({ 'src/main.py': 'import queue\n', 'src/queue.py': heavy }, 'src/main.py')).toEqual([]);
  });
});

describe('the name of a module', () => {
  it('is dotted from its source root on', () => {
    const graph = graphOf({
      'src/pkg/__init__.py': '',
      'src/pkg/sub/__init__.py': '',
      'src/pkg/sub/a.py': '',
      'script.py': '',
      'not-a-name.py': '',
    });
    const names = ['src/pkg/__init__.py', 'src/pkg/sub/a.py', 'script.py', 'not-a-name.py', 'absent.py'];
    expect(names.map((path) => graph.moduleName(path))).toEqual([
      'pkg',
      'pkg.sub.a',
      'script',
      undefined,
      undefined,
    ]);
  });
});
