import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergeOrder } from '../../../server/infrastructure/branches/mergeOrder.ts';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { swarm } from '../../cli/recordedIo.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

type Edge = readonly [number, number];

function graphOf(edges: readonly Edge[]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const [a, b] of edges) {
    if (a === b) continue;
    graph.set(`b${a}`, (graph.get(`b${a}`) ?? new Set()).add(`b${b}`));
    graph.set(`b${b}`, (graph.get(`b${b}`) ?? new Set()).add(`b${a}`));
  }
  return graph;
}

/** Branches that merge when each that conflicts with one merged before is left out. */
function merging(order: readonly string[], graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const merged: string[] = [];
  for (const name of order) if (!merged.some((other) => graph.get(name)?.has(other))) merged.push(name);
  return merged;
}

function mostPossible(names: readonly string[], graph: ReadonlyMap<string, ReadonlySet<string>>): number {
  let most = 0;
  for (let set = 0; set < 2 ** names.length; set++) {
    const chosen = names.filter((_, index) => (set >> index) & 1);
    if (chosen.every((one) => !chosen.some((other) => graph.get(one)?.has(other))))
      most = Math.max(most, chosen.length);
  }
  return most;
}

describe('the order of merging', () => {
  it('lets as many branches merge as any order could', () => {
    const node = fc.nat({ max: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 25 }), (edges) => {
        const names = Array.from({ length: 9 }, (_, index) => `b${index}`);
        const graph = graphOf(edges);
        const { order, exact } = mergeOrder(names, graph);
        expect(exact).toBe(true);
        expect([...order].sort()).toEqual(names);
        expect(merging(order, graph)).toHaveLength(mostPossible(names, graph));
      }),
    );
  });

  it('takes three of a ring of six, where taking the first ones would leave two', () => {
    const ring = graphOf([
      [0, 2],
      [2, 3],
      [3, 1],
      [1, 4],
      [4, 5],
      [5, 0],
    ]);
    const { order } = mergeOrder([...ring.keys()], ring);
    expect(merging(order, ring)).toHaveLength(3);
  });

  it('is found for a hundred branches that all conflict', () => {
    const edges = Array.from({ length: 100 }, (_, a) =>
      Array.from({ length: 100 }, (__, b) => [a, b] as const),
    );
    const names = Array.from({ length: 100 }, (_, index) => `b${index}`);
    const { order, exact } = mergeOrder(names, graphOf(edges.flat()));
    expect(exact).toBe(false);
    expect(order).toHaveLength(100);
  });
});

describe('a merge plan', () => {
  let example: ExampleRepository;
  let ground: SubjectGround;

  beforeEach(async () => {
    example = await makeRepository();
    for (const file of ['a', 'b', 'c']) await example.commit(file, 'base\n');
    // Wide conflicts with each of the others, which go together.
    for (const [branch, files] of [
      ['wide', ['a', 'b', 'c']],
      ['x1', ['a']],
      ['x2', ['b']],
      ['x3', ['c']],
    ] as const) {
      example.git('checkout', '--quiet', '-b', branch, 'main');
      for (const file of files) await example.commit(file, `${branch}\n`);
    }
    example.git('checkout', '--quiet', 'main');
    ground = await SubjectGround.start(example.folder);
  });
  afterEach(async () => {
    await ground.close();
    await example.remove();
  });

  it('puts the branch last that is in the way of the most others, with the reason, and moves nothing', async () => {
    const before = example.git('for-each-ref');
    const plan = await ground.call('planMerges', { body: {} });
    expect(plan).toMatchObject({ base: 'main', exact: true });
    expect(plan.steps.map(({ name, state }) => [name, state])).toEqual([
      ['x1', 'merges'],
      ['x2', 'merges'],
      ['x3', 'merges'],
      ['wide', 'conflict'],
    ]);
    expect(plan.steps[0]?.why).toBe('It merges here; what it conflicts with comes later: wide.');
    expect(plan.steps[3]).toMatchObject({
      conflictsWith: ['x1', 'x2', 'x3'],
      files: ['a', 'b', 'c'],
      why: expect.stringContaining('It conflicts with x1, x2, x3 in a, b, c'),
    });
    expect(example.git('for-each-ref')).toBe(before);
  });

  it('tells of a branch that can merge in no order', async () => {
    example.git('checkout', '--quiet', '--orphan', 'elsewhere');
    await example.commit('d', 'd\n');
    example.git('checkout', '--quiet', 'main');
    const { steps } = await ground.call('planMerges', { body: { branches: ['elsewhere', 'x1'] } });
    expect(steps).toMatchObject([
      { name: 'x1', state: 'merges' },
      { name: 'elsewhere', state: 'impossible', why: expect.stringContaining('unrelated histories') },
    ]);
    await expect(ground.call('planMerges', { body: { branches: ['nowhere'] } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('lets no branch that conflicts with the base keep another from merging', async () => {
    await example.commit('c', 'later\n');
    const { steps } = await ground.call('planMerges', { body: {} });
    expect(steps.map(({ name, state }) => [name, state])).toEqual([
      ['x1', 'merges'],
      ['x2', 'merges'],
      ['wide', 'conflict'],
      ['x3', 'conflict'],
    ]);
    expect(steps[0]?.conflictsWith).toEqual(['wide']);
  });

  it('is a command', async () => {
    const service = await startService({ repository: example.folder, startSubjects });
    const { stdout } = await swarm(example.folder, ['branches', 'plan', 'wide', 'x1']);
    expect(stdout).toMatch(/^INTO main +BRANCH +OUTCOME +WHY\n1 .*\n2 /);
    const json = await swarm(example.folder, ['branches', 'plan', '--json']);
    expect(JSON.parse(json.stdout).steps).toHaveLength(4);
    await service.stop();
  });
});
