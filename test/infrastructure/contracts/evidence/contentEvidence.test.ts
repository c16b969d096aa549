import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceGround } from './evidenceGround.ts';

const longFunction = `def long():\n${'    x = 1\n'.repeat(40)}`;
const junit = (failed: number) =>
  `<testsuite name="core"><testcase name="a"/><testcase name="b">${failed > 0 ? '<failure message="no"/>' : ''}</testcase></testsuite>`;

let ground: EvidenceGround;

beforeAll(async () => {
  ground = await EvidenceGround.start();
  await ground.commit({
    'swarm.json': JSON.stringify({ v2: { limits: { file: 30 } } }),
    'long.py': longFunction,
    'short.py': 'x = 1\n',
    'binary.py': 'a\u0000b',
    'huge.py': 'x = 1\n'.repeat(200_000),
    'report.xml': junit(0),
    'red.xml': junit(1),
  });
  ground.example.git('checkout', '--quiet', '-b', 'feature/lifted');
  await ground.commit({ 'swarm.json': JSON.stringify({ v2: { limits: { file: 3000, function: 3000 } } }) });
  ground.example.git('checkout', '--quiet', 'main');
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('files without V2 findings', () => {
  it('are analysed as the commit has them, and the first finding is told', async () => {
    const found = await ground.look({ kind: 'v2', files: ['short.py', 'long.py'] });
    expect(found).toMatchObject({ verdict: 'fails', facts: { rule: 'function-too-long', findings: 2 } });
    expect(found.text).toMatch(
      /^long\.py at main \([0-9a-f]{7}\), line 1: .*long.* has 41 lines; the limit is 30\.$/,
    );
    expect(await ground.look({ kind: 'v2', files: ['short.py'] })).toMatchObject({ verdict: 'holds' });
  });

  it('are held to the rules that are named alone', async () => {
    expect(await ground.look({ kind: 'v2', files: ['long.py'], rules: ['function-too-long'] })).toMatchObject(
      {
        verdict: 'fails',
        facts: { rule: 'function-too-long' },
      },
    );
    expect(await ground.look({ kind: 'v2', files: ['long.py'], rules: ['class-too-long'] })).toMatchObject({
      verdict: 'holds',
    });
  });

  it('are held to the limits of the base: a branch does not lift its own', async () => {
    expect(await ground.look({ kind: 'v2', files: ['long.py'], at: 'feature/lifted' })).toMatchObject({
      verdict: 'fails',
    });
  });

  it('cannot be told of what is no text or has no rules', async () => {
    expect((await ground.look({ kind: 'v2', files: ['binary.py'] })).verdict).toBe('unknown');
    expect((await ground.look({ kind: 'v2', files: ['report.unheard-of'] })).verdict).toBe('unknown');
    expect((await ground.look({ kind: 'v2', files: ['huge.py'] })).text).toMatch(
      /longer than 1000000 characters/,
    );
  });
});

describe('a test report', () => {
  it('is read in the commit: green, red, too few tests, or none', async () => {
    const look = (file: string, minimum = 1) => ground.look({ kind: 'tests', file, minimum });
    expect(await look('report.xml')).toMatchObject({
      verdict: 'holds',
      facts: { run: 2, failed: 0 },
    });
    expect((await look('red.xml')).text).toMatch(/2 tests have run and 1 failed\.$/);
    expect((await look('report.xml', 3)).text).toMatch(/at least 3 have to run\.$/);
    expect((await look('short.py')).verdict).toBe('fails');
  });

  it('may be posted, and is remembered by what was seen', async () => {
    const before = await ground.look({ kind: 'tests', report: junit(0) });
    expect(before).toMatchObject({
      verdict: 'holds',
      text: 'The posted report: 2 tests have run and 0 failed.',
    });
    expect((await ground.look({ kind: 'tests', report: '<html>' })).verdict).toBe('fails');
    await expect(ground.look({ kind: 'tests' })).rejects.toThrow(/give a file or a report/);
    await expect(ground.look({ kind: 'tests', report: 'x'.repeat(64_001) })).rejects.toThrow();
  });
});

describe('a gate', () => {
  it('has passed where a deployment of the commit says so, or the merge queue landed it', async () => {
    const commit = ground.example.git('rev-parse', 'main');
    const look = (gate: string) => ground.look({ kind: 'gate', gate });
    expect((await look('unit')).text).toBe(
      `No deployment and no merge has run unit for ${commit.slice(0, 7)}.`,
    );
    await record('queue', 'main', [
      ['queue.enqueued', { id: '1', branch: 'feature/x', commit }],
      ['queue.trial-started', { ids: ['1'], checks: ['unit'], onto: commit, commit, tree: commit }],
      ['queue.landed', { branches: ['feature/x'], from: commit, to: commit, tree: commit, flaky: [] }],
    ]);
    expect(await look('unit')).toMatchObject({
      verdict: 'holds',
      text: `unit passed for ${commit.slice(0, 7)} in the merge queue of main.`,
    });
    expect((await look('coverage')).verdict).toBe('fails');
    await record('deployment', '1', [['deployment.requested', { commit, slot: null }]]);
    for (const outcome of ['failed', 'bypassed'])
      await record('deployment', '1', [
        ['deployment.gate-ended', { outcome: { name: 'coverage', outcome } }],
      ]);
    expect((await look('coverage')).text).toMatch(/^coverage was bypassed for .* in deployment 1\.$/);
    await record('deployment', '1', [
      ['deployment.gate-ended', { outcome: { name: 'coverage', outcome: 'passed' } }],
    ]);
    expect((await look('coverage')).verdict).toBe('holds');
  });

  /** Events as the queue and deployments write them. */
  async function record(
    subject: 'queue' | 'deployment',
    id: string,
    drafts: readonly (readonly [string, Record<string, unknown>])[],
  ): Promise<void> {
    const { queueSubject } = await import(
      '../../../../server/infrastructure/branches/mergeQueue/queueSubject.ts'
    );
    const { deploymentSubject } = await import(
      '../../../../server/infrastructure/deployments/deploymentSubject.ts'
    );
    const decided = () => drafts.map(([type, data]) => ({ type, data }));
    const meta = { actor: 'swarm' };
    if (subject === 'queue') await ground.commands.execute(queueSubject, id, decided, meta);
    else await ground.commands.execute(deploymentSubject, id, decided, meta);
  }
});
