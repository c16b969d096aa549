import { Agent, request } from 'node:http';

/** Clients that ask again and again, some on one connection, some on a new one each time, and count what they are told. */
export class SteadyClients {
  readonly answers = new Map<string, number>();
  #over = false;
  readonly #clients: Promise<void>[];

  constructor(address: string, count = 6) {
    this.#clients = Array.from({ length: count }, (_, index) =>
      this.#askOn(address, new Agent({ keepAlive: index % 2 === 0, maxSockets: 1 })),
    );
  }

  /** Resolves once an answer has been given so many times more. */
  async more(answer: string, times = 20): Promise<void> {
    const before = this.answers.get(answer) ?? 0;
    while ((this.answers.get(answer) ?? 0) < before + times)
      await new Promise((resolve) => setTimeout(resolve, 2));
  }

  /** Ends them; gives every different answer there was. */
  async stop(): Promise<string[]> {
    this.#over = true;
    await Promise.all(this.#clients);
    return [...this.answers.keys()].sort();
  }

  async #askOn(address: string, agent: Agent): Promise<void> {
    for (let turn = 0; !this.#over; turn++) {
      const answer = await ask(address, agent, turn % 3 === 0 ? 'POST' : 'GET');
      this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
      // What is tested shares the machine.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    agent.destroy();
  }
}

function ask(address: string, agent: Agent, method: string): Promise<string> {
  return new Promise((resolve) => {
    const outgoing = request(address, { agent, method }, (incoming) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      incoming.on('close', () =>
        resolve(incoming.complete ? `${incoming.statusCode} ${body}` : 'half an answer'),
      );
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      resolve(`${method} ${error.code ?? error.message}`),
    );
    outgoing.end(method === 'POST' ? 'a body' : undefined);
  });
}
