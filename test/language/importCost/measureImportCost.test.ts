import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { processStartTime } from '../../../server/infrastructure/programs/processIdentity.ts';
import { measureImportCost } from '../../../server/language/importCost/measureImportCost.ts';
import { PythonRunFailed } from '../../../server/language/importCost/pythonRun.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporaryFolder.ts';

const python = '/usr/bin/python3';

function measured(module: string, more: Partial<Parameters<typeof measureImportCost>[0]> = {}) {
  const { signal } = new AbortController();
  return measureImportCost({ interpreter: python, module, sourceRoots: [], limit: 20_000, signal, ...more });
}

async function program(text: string): Promise<{ folder: TemporaryFolder; interpreter: string }> {
  const folder = await temporaryFolder({ pretended: text });
  const interpreter = path.join(folder.path, 'pretended');
  await chmod(interpreter, 0o755);
  return { folder, interpreter };
}

describe('measuring an import', () => {
  it('tells milliseconds and memory beyond the bare interpreter', async () => {
    const cost = await measured('email.message');
    expect(cost).toMatchObject({ module: 'email.message', interpreter: python, runs: 5 });
    expect(cost.python).toMatch(/^CPython 3\.\d+\.\d+$/);
    expect(cost.megabytes).toBeGreaterThan(0.2);
    expect(cost.heaviest).toHaveLength(5);
  });

  it('takes the bare interpreter off milliseconds, memory and the list of modules', async () => {
    const told = [
      '#!/bin/sh',
      'echo "import time: 100 | 100 | site" >&2',
      '[ -z "$6" ] || echo "import time: 2500 | 2500 | $6" >&2',
      'bytes=10000000; [ -z "$6" ] || bytes=30000000',
      `echo "$5{\\"python\\":\\"CPython 3.12.0\\",\\"version\\":\\"1\\",\\"bytes\\":$bytes}$5"`,
    ];
    const { interpreter } = await program(told.join('\n'));
    expect(await measured('torch', { interpreter })).toMatchObject({
      milliseconds: 2.5,
      megabytes: 20,
      version: '1',
      heaviest: [{ module: 'torch', milliseconds: 2.5 }],
    });
  });

  it('tells nothing for what every interpreter imports', async () => {
    expect((await measured('os')).heaviest).toEqual([]);
  });

  it('finds a module of the workspace, with its version and what it costs by itself', async () => {
    const slow = "import time, json\n__version__ = '1.2'\ntime.sleep(0.05)\nprint('noise', flush=True)\n";
    const folder = await temporaryFolder({ 'slow/__init__.py': '', 'slow/part.py': slow });
    const cost = await measured('slow.part', { sourceRoots: [folder.path] });
    const [heaviest] = cost.heaviest;
    expect(heaviest?.module).toBe('slow.part');
    expect(heaviest?.milliseconds).toBeGreaterThanOrEqual(50);
    await folder.write('slow/__init__.py', "__version__ = '3.4'\n");
    expect((await measured('slow', { sourceRoots: [folder.path] })).version).toBe('3.4');
  });

  it('does not let a file of the workspace stand for an installed module', async () => {
    const folder = await temporaryFolder({ 'json.py': 'raise SystemExit(7)\n' });
    expect((await measured('json', { sourceRoots: [folder.path] })).heaviest.length).toBeGreaterThan(1);
  });
});

/** Until none of some processes runs; a zombie does not. */
async function untilEnded(processes: readonly number[]): Promise<void> {
  await vi.waitFor(
    async () =>
      expect((await Promise.all(processes.map((pid) => processStartTime(pid)))).filter(Boolean)).toEqual([]),
    { timeout: 60_000 },
  );
}

describe.skipIf(process.platform !== 'linux')('what an interpreter leaves behind', () => {
  const answer = [
    'echo "import time: 100 | 100 | site" >&2',
    'echo "$5{\\"python\\":\\"CPython 3.12.0\\"}$5"',
  ];

  it('ends with it where its measurement succeeds', async () => {
    const { folder, interpreter } = await program(
      ['#!/bin/sh', 'sleep 1000 >/dev/null 2>&1 &', 'echo $! >>"$(dirname "$0")/left"', ...answer].join('\n'),
    );
    await measured('json', { interpreter });
    const left = (await readFile(path.join(folder.path, 'left'), 'utf8')).trim().split('\n').map(Number);
    expect(left).toHaveLength(11);
    await untilEnded(left);
  });

  it('is not listened to any longer, a process that prints without end in a session of its own', async () => {
    const endless = `while :; do echo ${'x'.repeat(4000)} || exit; done`;
    const { folder, interpreter } = await program(
      ['#!/bin/sh', `setsid sh -c '${endless}' &`, 'echo $! >"$(dirname "$0")/left"', 'wait'].join('\n'),
    );
    await expect(measured('json', { interpreter })).rejects.toThrow('printed more than 4 MB.');
    const left = Number(await readFile(path.join(folder.path, 'left'), 'utf8'));
    // What writes to nobody any more ends by itself.
    await untilEnded([left]);
  });
});

describe('what cannot be measured', () => {
  it.each([
    [
      'a module that is not there',
      'nowhere.at.all',
      /ended with exit code 1: ModuleNotFoundError: No module/,
    ],
    ['a name that is none', 'os; print(1)', /is not the name of a module\.$/],
  ])('is told for %s', async (_, module, sentence) => {
    await expect(measured(module)).rejects.toThrow(sentence);
  });

  it('is told for an interpreter that is not there, or not to be run', async () => {
    await expect(measured('json', { interpreter: '/nowhere/python3' })).rejects.toThrow(
      /cannot be run: .*ENOENT/,
    );
    const folder = await temporaryFolder({ python: '' });
    const interpreter = path.join(folder.path, 'python');
    await expect(measured('json', { interpreter })).rejects.toThrow(/cannot be run: .*EACCES/);
  });

  it('is told for an interpreter that hangs, which is ended with what it started', async () => {
    const { interpreter } = await program('#!/bin/sh\nsleep 1000 &\nwait\n');
    await expect(measured('json', { interpreter, limit: 100 })).rejects.toThrow(
      `${interpreter} did not finish within 0.1 s.`,
    );
  });

  it('is told for an interpreter that prints something else', async () => {
    const { interpreter } = await program('#!/bin/sh\necho "import time: garbage"\n');
    await expect(measured('json', { interpreter })).rejects.toThrow(/or is no Python 3\.7 or newer\.$/);
  });

  it('is told in plain words, whatever an interpreter says of itself', async () => {
    const said = '{"python":"P\\u001b[31m<b>","version":"1.0 ![a](http://b)","bytes":1e999}';
    const { interpreter } = await program(
      `#!/bin/sh\necho 'import time: 5 | 5 | json' >&2\nprintf '%s%s%s' "$5" '${said}' "$5"\n`,
    );
    const cost = await measured('json', { interpreter });
    expect(cost).toMatchObject({ python: 'P  31m b', version: '1.0 ! a (http   b)' });
    expect(cost.megabytes).toBeUndefined();
    const failing = await program("#!/bin/sh\nprintf 'no\\033[31m such thing' >&2\nexit 3\n");
    await expect(measured('json', failing)).rejects.toThrow(/ended with exit code 3: no \[31m such thing$/);
  });

  it('is told for an interpreter that prints without end', async () => {
    const { interpreter } = await program(`#!/bin/sh\nwhile true; do echo ${'x'.repeat(4000)}; done\n`);
    await expect(measured('json', { interpreter })).rejects.toThrow('printed more than 4 MB.');
  });

  it('ends when cancelled', async () => {
    const { interpreter } = await program('#!/bin/sh\nsleep 1000\n');
    const cancelling = new AbortController();
    const run = measured('json', { interpreter, signal: cancelling.signal });
    cancelling.abort();
    await expect(run).rejects.toBeInstanceOf(PythonRunFailed);
  });
});
