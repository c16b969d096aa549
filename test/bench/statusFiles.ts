// 10,000 status files of which 4 % are no JSON, beside JSON.parse alone: `node test/bench/statusFiles.ts`
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { documentedStates } from '../../server/analysis/agentStatus/findings/statusContext.ts';
import { statusFindings } from '../../server/analysis/agentStatus/findings/statusFindings.ts';
import { readStatus } from '../../server/analysis/agentStatus/readStatus.ts';
import { repairStatus } from '../../server/analysis/agentStatus/repairStatus.ts';
import { StatusDocument } from '../../server/analysis/agentStatus/statusDocument.ts';
import { readWorkspaces } from '../../server/infrastructure/agents/statusFolder.ts';

const count = 10_000;
const brokenOf = 25;
const rounds = 7;
const now = new Date();

/** A status file of the usual length in the usual shape. */
function statusText(index: number, tasks = 8): string {
  const status = {
    agent_id: `Agent-${index}`,
    agent_name: `Integration & Core Systems Specialist ${index}`,
    status: ['ACTIVE_AGENT_MODE', 'OPERATIONAL', 'BLOCKED', 'Mission complete!'][index % 4],
    fsm_state: index % 3 === 0 ? { current_state: 'ACTIVE', since: '2026-01-01' } : 'ACTIVE',
    current_phase: 'TASK_EXECUTION',
    current_mission: `Consolidate the messaging core, part ${index}, and prove it with tests`,
    mission_priority: 'HIGH',
    last_updated: '2026-11-21 08:00:00',
    current_tasks: Array.from({ length: tasks }, (_, at) => `Task ${at}: refactor "module_${at}" ✅`),
    completed_tasks: Array.from({ length: tasks }, (_, at) => ({ id: at, title: `Done ${at}`, points: 50 })),
    next_actions: ['Report to the captain', 'Claim the next contract'],
    achievements: Array.from({ length: tasks }, (_, at) => `Reduced file ${at} from 612 to 287 lines`),
    blockers: index % 5 === 0 ? 'None' : [],
    points_earned: { total: 1250, contract: 900, bonus: 350 },
  };
  return `${JSON.stringify(status, null, 2)}\n`;
}

const damages: readonly ((text: string) => string)[] = [
  (text) => text.replace('",\n  "fsm', '"\n  "fsm'),
  (text) => text.replace('HIGH"', 'HIGH'),
  (text) => text.slice(0, text.length * 0.7),
  (text) => `${text}${text}`,
  (text) => text.replace(/( {2}"mission_priority".*\n)/, '<<<<<<< HEAD\n$1=======\n$1>>>>>>> theirs\n'),
  (text) => text.replace('  "next_actions"', 'Captain, please look at this.\n  "next_actions"'),
];

const texts = Array.from({ length: count }, (_, index) => {
  const text = statusText(index);
  return index % brokenOf === 0 ? (damages[(index / brokenOf) % damages.length]?.(text) ?? text) : text;
});

async function median(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[rounds >> 1] ?? 0;
}

function row(name: string, milliseconds: number, base: number): void {
  const times = `${(milliseconds / base).toFixed(2)} x`;
  console.log(`  ${name.padEnd(58)} ${milliseconds.toFixed(1).padStart(8)} ms ${times.padStart(9)}`);
}

function parseAlone(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function inMemory(): Promise<void> {
  const megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
  const broken = texts.filter((text) => parseAlone(text) === undefined).length;
  console.log(
    `\n${count} texts, ${megabytes.toFixed(1)} MB, ${broken} of them no JSON (median of ${rounds})`,
  );
  const base = await median(() => texts.map(parseAlone));
  row('JSON.parse alone: nothing of those that are broken', base, base);
  row(
    'read as the status of agents, each broken one as far as it goes',
    await median(() => texts.map((text) => readStatus(text, now))),
    base,
  );
  const damaged = texts.filter((_, index) => index % brokenOf === 0);
  row(`repair of the ${damaged.length} broken ones`, await median(() => damaged.map(repairStatus)), base);
}

async function onDisk(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-status-'));
  try {
    for (const [index, text] of texts.entries()) {
      await mkdir(path.join(folder, `Agent-${index}`));
      await writeFile(path.join(folder, `Agent-${index}`, 'status.json'), text);
    }
    const names = await readdir(folder);
    console.log(`\nThe same as files, 32 at a time (median of ${rounds})`);
    const base = await median(() => parseFiles(folder, names));
    row('readFile and JSON.parse alone', base, base);
    row('the reader of the service', await median(() => readWorkspaces(folder, names)), base);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function parseFiles(folder: string, names: readonly string[]): Promise<void> {
  const rest = names.values();
  const read = async () => {
    for (const name of rest) parseAlone(await readFile(path.join(folder, name, 'status.json'), 'utf8'));
  };
  await Promise.all(Array.from({ length: 32 }, read));
}

async function keystroke(): Promise<void> {
  const context = { now, modifiedAt: now, states: documentedStates };
  console.log(`\nOne keystroke: everything that is told of a file (median of ${rounds})`);
  for (const [name, text] of [
    ['a usual file', statusText(1)],
    ['100 KB', statusText(1, 700)],
    ['100 KB, cut off', statusText(1, 700).slice(0, -10)],
    ['100 KB of brackets', `{"a": ${'['.repeat(100_000)}`],
    ['100 KB of quotes', `{"a": ${'"'.repeat(100_000)}`],
  ] as const) {
    const base = await median(() => parseAlone(text));
    row(name, await median(() => statusFindings(new StatusDocument(text), context)), base);
  }
}

await inMemory();
await onDisk();
await keystroke();
