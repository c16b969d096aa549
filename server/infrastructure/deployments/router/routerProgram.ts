// The router as a process of its own: `routerProgram.ts <state folder>`. It outlives the service that started it.
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { readPrivateFile, writePrivateFile } from '../../files/privateFile.ts';
import { processStartTime } from '../../programs/processIdentity.ts';
import { createControlServer } from './controlServer.ts';
import { clientLimit } from './openFileLimit.ts';
import { controlVersion, parseRouterFile, routerFileName } from './routerFile.ts';
import { RouteTable } from './routeTable.ts';

/** A router whose file has gone or is another's can be reached by nobody any more. */
const ownFileMilliseconds = 5000;
const lastAnswerMilliseconds = 100;

const [stateFolder = ''] = process.argv.slice(2);
const file = routerFileName(stateFolder);
const token = randomBytes(32).toString('base64url');
const table = new RouteTable(await clientLimit());
const control = createControlServer({ token, table, stop });
let stopping = false;

async function ownsFile(): Promise<boolean> {
  const reading = await readPrivateFile(file);
  return reading.state === 'present' && parseRouterFile(reading.text)?.token === token;
}

/** Its file and its ports are free when this resolves; the process ends when nothing is under way any more. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (await ownsFile()) await rm(file, { force: true });
  table.close().then(
    // Whoever asked for the end still gets the answer.
    () => setTimeout(() => process.exit(0), lastAnswerMilliseconds),
    () => process.exit(1),
  );
}

async function start(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  control.once('error', reject);
  control.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = control.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const startTime = (await processStartTime(process.pid)) ?? '';
  const content = { control: controlVersion, address, token, pid: process.pid, startTime };
  await writePrivateFile(file, `${JSON.stringify(content, null, 1)}\n`);
  process.stdout.write('ready\n');
  setInterval(() => void ownsFile().then((owns) => (owns ? undefined : stop())), ownFileMilliseconds);
}

// Whoever reads the first line may be gone before the second.
process.stdout.on('error', () => {});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
process.on('SIGHUP', () => {});
await start();
