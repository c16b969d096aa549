import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const requestBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const commitBuckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5];

/** What the service measures about itself, as Prometheus text. */
export class ServiceMetrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram;
  readonly #commits: Histogram;
  readonly #events: Counter;
  readonly #streamClients: Gauge;
  /** Children of the histogram by their labels: looking one up costs more than observing. */
  readonly #requestsByLabels = new Map<string, { observe(seconds: number): void }>();

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: 'swarm_http_request_duration_seconds',
      help: 'Time from the request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: requestBuckets,
      registers,
    });
    this.#commits = new Histogram({
      name: 'swarm_commit_duration_seconds',
      help: 'Time to make one group of events durable.',
      buckets: commitBuckets,
      registers,
    });
    this.#events = new Counter({
      name: 'swarm_events_appended_total',
      help: 'Events appended to the log.',
      registers,
    });
    this.#streamClients = new Gauge({
      name: 'swarm_event_stream_clients',
      help: 'Connections to the event stream.',
      registers,
    });
  }

  /** Adds what other parts measure. */
  add(register: (registry: Registry) => void): void {
    register(this.#registry);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** @param route path with `:name` for its parameters, never a path as asked: labels must stay few */
  request(method: string, route: string, status: number, seconds: number): void {
    const key = `${method} ${route} ${status}`;
    let child = this.#requestsByLabels.get(key);
    if (!child) {
      child = this.#requests.labels(method, route, String(status));
      this.#requestsByLabels.set(key, child);
    }
    child.observe(seconds);
  }

  streamClients(clients: number): void {
    this.#streamClients.set(clients);
  }

  commit(events: number, seconds: number): void {
    this.#events.inc(events);
    this.#commits.observe(seconds);
  }
}
