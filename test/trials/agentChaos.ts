// Lets agents loose on two contracts while they and the service are killed, and looks afterwards whether anything was
// lost, held by two, credited twice or left behind. Ends with code 1 where that is so, and keeps the repository then.
//   node test/trials/agentChaos.ts [seconds] [seed] [agents] [tasks of a contract]
import { rmSync } from 'node:fs';
import path from 'node:path';
import { runAgentChaos } from './agentChaos/runAgentChaos.ts';

const [seconds = 60, seed = 1, agents = 8, tasks = 100] = process.argv.slice(2).map(Number);
const program = path.resolve(import.meta.dirname, '../../server/cli/main.ts');
const { folder, answers, broken, ...counts } = await runAgentChaos({ program, seconds, seed, agents, tasks });
console.log(Object.fromEntries([...answers].sort()));
for (const line of broken.slice(0, 20)) console.log(line);
console.log(`${folder}:`, counts, `${broken.length} invariants broken.`);
if (broken.length === 0) rmSync(folder, { recursive: true, force: true });
process.exitCode = broken.length === 0 ? 0 : 1;
