import { readdirSync, readFileSync } from 'node:fs';
import { type ExampleRepository, madeOnce, makeRepository } from '../../git/exampleRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';

/** Serves PORT; `/health` answers what the branch says, and `mode` names what else it does. */
const server = `
const mode = process.argv[2];
if (mode === 'crash') { console.error('Error: no database'); process.exit(3); }
if (mode === 'stubborn') process.on('SIGTERM', () => {});
if (mode === 'family')
  require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
let healthy = mode !== 'never' && (mode !== 'lone' || process.env.SWARM_INSTANCE === '0');
const eaten = [];
function eat(response) {
  for (let i = 0; i < 20; i++) eaten.push(Buffer.alloc(50e6, 1));
  response.end('full');
}
require('node:http').createServer((request, response) => {
  if (request.url === '/sick') healthy = false;
  if (request.url === '/well') healthy = true;
  if (request.url === '/exit') process.exit(7);
  if (request.url.startsWith('/say')) console.log(decodeURIComponent(request.url.slice(5)));
  if (request.url === '/eat') return eat(response);
  if (request.url === '/env') return response.end(JSON.stringify(process.env));
  response.statusCode = request.url !== '/health' || healthy ? 200 : 503;
  response.end(require('node:fs').readFileSync('version.txt'));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** What swarm.json says of a team whose program runs in this mode. */
export function configurationFor(mode: string, more: object = {}): object {
  const deployment = {
    command: [process.execPath, 'server.cjs', mode],
    environment: { GREETING: 'hello' },
    stopTimeoutSeconds: 0.3,
    ...more,
  };
  return {
    teams: { web: { branchPrefix: 'feature/web', deployment }, idle: { branchPrefix: 'feature/idle' } },
    environments: {
      development: {
        slots: { web: ['slot-1', 'slot-2'], idle: ['slot-3'] },
        healthTimeoutSeconds: mode === 'never' ? 1 : 20,
      },
    },
  };
}

/** A repository with two revisions of an application: `feature/web-one` answers `one`, `main` answers `two`. */
export const makeApplication = madeOnce(async () => {
  const example = await makeRepository();
  await example.commit('server.cjs', server);
  await example.commit('version.txt', 'one');
  example.git('branch', 'feature/web-one');
  await example.commit('version.txt', 'two');
  return example;
});

/** An application and the subjects of its repository. */
export async function startApplication(
  mode: string,
  more: object = {},
): Promise<{ example: ExampleRepository; ground: SubjectGround }> {
  const example = await makeApplication();
  const ground = await SubjectGround.start(example.folder);
  await configure(ground, mode, more);
  return { example, ground };
}

/** Writes swarm.json and waits until it is in force. */
export async function configure(ground: SubjectGround, mode: string, more: object = {}): Promise<void> {
  await ground.write('swarm.json', configurationFor(mode, more));
  await ground.row('slots', 'development/web/slot-1', (row) => row !== undefined);
}

/** Allows the command of the team as a person does who looked at it. */
export async function approve(ground: SubjectGround): Promise<void> {
  const { hash } = await ground.call('commandApproval', { query: { team: 'web' } });
  await ground.call('approveCommand', { body: { team: 'web', hash } });
}

/** Command lines of the processes that were started in a folder. */
export function processesIn(folder: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1];
      if (!environment.includes(`SWARM_TREE=${folder}`) || state?.startsWith('Z')) return [];
      return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
    } catch {
      return [];
    }
  });
}
