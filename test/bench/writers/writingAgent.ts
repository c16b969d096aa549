import type autocannon from 'autocannon';

/** A request as autocannon sends it. */
type AgentRequest = NonNullable<Parameters<typeof autocannon>[0]['requests']>[number];

/** Answers that were no success, in their words, and how often they came. */
export type Refusals = Map<string, number>;

/** What one agent says over and over: it lives, it moves on, it holds its port and gives it back. */
export class WritingAgent {
  readonly #id: string;
  readonly #headers: Record<string, string>;
  readonly #refusals: Refusals;
  #sent = 0;
  #lease = '';
  #isActive = true;

  constructor(id: string, headers: Record<string, string>, refusals: Refusals) {
    this.#id = id;
    this.#headers = headers;
    this.#refusals = refusals;
  }

  /** Sixty heartbeats, twenty transitions and twenty leases in a hundred requests. */
  requests(): AgentRequest[] {
    const [beat, move] = [() => this.#heartbeat(), () => this.#transition()];
    const [take, release] = [() => this.#take(), () => this.#release()];
    return [beat, beat, move, beat, take, beat, beat, move, beat, release].map((next) => this.#request(next));
  }

  #request(next: () => { readonly path: string; readonly body: unknown }): AgentRequest {
    return {
      method: 'POST',
      setupRequest: (request) => {
        const { path, body } = next();
        this.#sent += 1;
        const headers = { ...this.#headers, 'idempotency-key': `${this.#id}-${this.#sent}` };
        return { ...request, path, headers, body: JSON.stringify(body) };
      },
      onResponse: (status, body) => this.#answered(status, body),
    };
  }

  #answered(status: number, body: string): void {
    if (status >= 300) this.#refusals.set(body, (this.#refusals.get(body) ?? 0) + 1);
    else if (status === 201) this.#lease = String((JSON.parse(body) as { id: unknown }).id);
  }

  #heartbeat() {
    return { path: `/v1/agents/${this.#id}/heartbeats`, body: { mission: `step ${this.#sent}` } };
  }

  #transition() {
    this.#isActive = !this.#isActive;
    const to = this.#isActive ? 'active' : 'process';
    // When it was sent, for whoever follows.
    return { path: `/v1/agents/${this.#id}/transitions`, body: { to, reason: `sent ${Date.now()}` } };
  }

  #take() {
    const subject = `port:${this.#id}`;
    return { path: '/v1/leases', body: { holder: this.#id, kind: 'resource', subject } };
  }

  #release() {
    return { path: `/v1/leases/${this.#lease}/release`, body: { holder: this.#id } };
  }
}
