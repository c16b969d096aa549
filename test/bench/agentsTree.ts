// The tree of 10,000 agents: what one changed row costs, and arranging all of them anew. Without the editor's own drawing.
import { registerHooks } from 'node:module';
import { agentRow } from '../agentRow.ts';
import { snapshotWith } from '../client/infrastructure/snapshotWith.ts';

// Only an extension host has this module.
const standIn = new URL('editorStandIn.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
const { LiveStore } = await import('../../client/infrastructure/liveStore.ts');
const { agentGroups, agentSorts, defaultArrangement } = await import(
  '../../client/views/agents/agentArrangement.ts'
);
const { agentsView } = await import('../../client/views/agents/agentsView.ts');
const { KeptValue } = await import('../../client/views/keptValue.ts');
const { ResourceTree } = await import('../../client/views/resourceTree.ts');

type Repositories = ConstructorParameters<typeof ResourceTree>[2];
type Arrangement = typeof defaultArrangement;

const count = 10_000;
const rounds = 200;
const teams = 40;

const agentOf = (index: number, mission: string) =>
  agentRow(`Agent-${index}`, {
    team: `team-${index % teams}`,
    role: index % 3 ? 'worker' : 'review',
    mission,
  });

const store = new LiveStore();
const agents = Array.from({ length: count }, (_, index) => agentOf(index, 'Count ticks'));
const started = performance.now();
store.applySnapshot(snapshotWith(agents));
console.log(`  ${'snapshot of 10,000 agents into the store'.padEnd(58)} ${took(started)} ms`);

const session = { id: 'r', name: 'r', root: '/r', store, state: { kind: 'live' } };
const repositories = {
  sessions: [session],
  onDidChange: () => ({ dispose() {} }),
} as unknown as Repositories;
const memento = { keys: () => [], get: () => undefined, update: async () => {} };
const memory = new KeptValue<Arrangement>(memento, 'agents', () => defaultArrangement);
const tree = new ResourceTree('swarm.agents', agentsView(memory), repositories);
memory.onDidChange(() => tree.rearrange());

/** Resolves with the rows that are to be drawn anew after a change. */
function painted(change: () => void) {
  return new Promise<ReturnType<typeof tree.getChildren> | undefined>((resolve) => {
    const subscription = tree.onDidChangeTreeData((nodes) => {
      subscription.dispose();
      resolve(nodes);
    });
    change();
  });
}

/** Asks for everything the editor would ask for: all rows of open groups, and the items on the screen. */
function drawAll(): void {
  const roots = tree.getChildren();
  const rows = roots.flatMap((node) => [node, ...tree.getChildren(node)]);
  for (const node of rows) tree.getTreeItem(node);
}

function took(since: number): string {
  return (performance.now() - since).toFixed(1).padStart(8);
}

drawAll();
await painted(() => void memory.change({ group: 'none' }));
for (const group of agentGroups) {
  await painted(() => void memory.change({ group }));
  drawAll();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const index = (round * 7919) % count;
    const row = agentOf(index, `Step ${round} by ${group}`);
    const began = performance.now();
    const nodes = await painted(() => store.applyChange({ resource: 'agents', id: row.id, row }));
    if (nodes?.length !== 1) throw new Error(`${nodes?.length ?? 'All'} rows are drawn anew instead of one.`);
    for (const node of nodes) tree.getTreeItem(node);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const [median = 0, high = 0] = [times[rounds >> 1], times[Math.floor(rounds * 0.99)]];
  const figures = `${median.toFixed(2).padStart(8)} ms, 99 % ${high.toFixed(2)} ms`;
  console.log(`  ${`one of 10,000 rows changes, grouped by ${group}`.padEnd(58)} ${figures}`);
}
for (const sort of agentSorts.toReversed()) {
  const began = performance.now();
  await painted(() => void memory.change({ sort, group: 'team' }));
  drawAll();
  console.log(`  ${`all 10,000 arranged and asked for, sorted by ${sort}`.padEnd(58)} ${took(began)} ms`);
}
const began = performance.now();
await painted(() => void memory.change({ text: 'agent-77' }));
drawAll();
console.log(`  ${'a filter over 10,000 while it is typed'.padEnd(58)} ${took(began)} ms`);
