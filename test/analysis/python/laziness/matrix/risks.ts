import type { MatrixCase } from './matrixCase.ts';

const unsafe = { verdict: 'unsafe' } as const;
const user = 'import torch\ndef f():\n    return torch.ones(3)\n';

/** Cases 42, 45 and 46: what a later import may meet. */
export const risks: readonly MatrixCase[] = [
  {
    case: 42,
    name: 'its own package',
    text: 'import agents.models\ndef f():\n    return agents.models.x\n',
    ...unsafe,
    obstacles: [42],
    says: 'circular',
  },
  {
    case: 45,
    name: 'at exit',
    text: `import atexit\n${user}atexit.register(f)\n`,
    ...unsafe,
    obstacles: [45],
    says: 'atexit',
  },
  {
    case: 45,
    name: 'at exit, as a decorator',
    text: 'import atexit\nimport torch\n@atexit.register\ndef f():\n    torch.close()\n',
    ...unsafe,
    obstacles: [45],
  },
  {
    case: 45,
    name: 'in a signal handler',
    text: `import signal\n${user}def g():\n    signal.signal(signal.SIGTERM, f)\n`,
    ...unsafe,
    obstacles: [45],
  },
  {
    case: 45,
    name: 'in another process',
    text: `import multiprocessing\n${user}def g():\n    multiprocessing.Process(target=f).start()\n`,
    ...unsafe,
    obstacles: [45],
  },
  {
    case: 45,
    name: 'in a pickle',
    text: 'import torch\nclass A:\n    def __reduce__(self):\n        return torch.load, ()\n',
    ...unsafe,
    obstacles: [45],
  },
  {
    case: 46,
    name: 'in a thread',
    text: `from threading import Thread\n${user}def g():\n    Thread(target=f).start()\n`,
    ...unsafe,
    obstacles: [46],
    says: 'thread',
  },
  {
    case: 46,
    name: 'in a pool',
    text: `${user}def g(pool):\n    pool.submit(f, 1)\n`,
    ...unsafe,
    obstacles: [46],
  },
  {
    case: 46,
    name: 'in a class of threads',
    text: 'import threading\nimport torch\nclass A(threading.Thread):\n    def run(self):\n        torch.ones(3)\n',
    ...unsafe,
    obstacles: [46],
  },
];
