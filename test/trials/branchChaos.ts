// Lets agents, plain git and a killer loose on one service, and looks afterwards whether anything was lost, landed
// untested, is untrue in the log or was left behind. Ends with code 1 where that is so, and keeps the repository then.
//   npm run build && node test/trials/branchChaos.ts [seconds] [seed] [checked-out]
import { rmSync } from 'node:fs';
import path from 'node:path';
import { runChaos } from './branchChaos/runChaos.ts';

const [seconds = '60', seed = '1', mode] = process.argv.slice(2);
const program = path.resolve(import.meta.dirname, '../../dist/server/swarm.cjs');
const chaos = { program, seconds: Number(seconds), seed: Number(seed), checkedOut: mode === 'checked-out' };
const { folder, kills, commits, events, answers, broken } = await runChaos(chaos);
console.log(Object.fromEntries([...answers].sort()));
console.log(Object.fromEntries([...events].sort()));
for (const line of broken) console.log(line);
console.log(`${folder}: ${kills} kills, ${commits} commits, ${broken.length} promises broken.`);
if (broken.length === 0) rmSync(folder, { recursive: true, force: true });
process.exitCode = broken.length === 0 ? 0 : 1;
