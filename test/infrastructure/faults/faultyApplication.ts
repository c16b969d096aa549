import type { DeploymentGround } from '../deployments/deploymentGround.ts';

/** Serves PORT and goes wrong in the way that its first argument names. */
export const faultyProgram = `
const [mode] = process.argv.slice(2);
if (mode === 'exits') process.exit(0);
if (mode === 'stubborn') process.on('SIGTERM', () => {});
if (mode === 'flood')
  setInterval(() => { for (let i = 0; i < 400; i++) process.stdout.write('x'.repeat(999) + '\\n'); }, 5);
const eaten = [];
const answers = {
  hangs() {},
  resets: (response) => response.socket.resetAndDestroy(),
  half(response) {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half');
    setTimeout(() => response.socket.destroy(), 5);
  },
  fails(response) {
    response.writeHead(500);
    response.end('broken');
  },
};
require('node:http').createServer((request, response) => {
  if (request.url === '/exit') process.exit(9);
  if (request.url === '/eat') setInterval(() => eaten.push(Buffer.alloc(20e6, 1)), 1);
  const healthy = mode !== 'never';
  if (request.url === '/health') return response.writeHead(healthy ? 200 : 503).end('not yet');
  const answer = answers[mode];
  if (answer) return answer(response);
  response.end('faulty');
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** What swarm.json says of a team whose next release is the faulty program. */
export function faulty(mode: string, more: object = {}): object {
  return { command: [process.execPath, 'faulty.cjs', mode], ...more };
}

/** Clients that ask the stable address again and again, and what they were answered. */
export class Clients {
  readonly answers = new Map<string, number>();
  readonly #loops: Promise<void>[];
  #over = false;

  constructor(address: string, count = 2) {
    this.#loops = Array.from({ length: count }, () => this.#ask(address));
  }

  /** How often an answer came. */
  count(answer: string): number {
    return this.answers.get(answer) ?? 0;
  }

  async stop(): Promise<string[]> {
    this.#over = true;
    await Promise.all(this.#loops);
    return [...this.answers.keys()];
  }

  async #ask(address: string): Promise<void> {
    while (!this.#over) {
      const signal = AbortSignal.timeout(5000);
      const answer = await fetch(address, { signal })
        .then(async (response) => `${response.status} ${await response.text()}`)
        .catch(() => 'nothing');
      this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
      // What is tested shares the machine.
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** Clients of the stable address of a ground. */
export async function clientsOf(ground: DeploymentGround): Promise<Clients> {
  return new Clients((await ground.traffic()).address ?? '');
}
