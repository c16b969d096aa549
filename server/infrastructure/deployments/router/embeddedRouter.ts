import type { SelectableRouter } from './chosenRouter.ts';
import { controlVersion, type RouterFile } from './routerFile.ts';
import { findRouter, killRouter, launchRouter, ownRouterProgram } from './routerProcess.ts';
import { RouterWatch } from './routerWatch.ts';
import type { Route, RouteTraffic } from './trafficRouter.ts';

const controlMilliseconds = 5000;
/** One that is slow because the machine is busy still serves: it is asked so often before it is ended. */
const questions = 4;

interface EmbeddedRouterOptions {
  /** Time in which a router answers that is not too busy (default 5000). */
  readonly answerMilliseconds?: number;
  /** The router's program (default: the one that comes with this). */
  readonly program?: string;
}

/** The router that comes with Swarm: a process of its own for each repository, found again by its file. */
export class EmbeddedRouter implements SelectableRouter {
  readonly #stateFolder: string;
  readonly #answerMilliseconds: number;
  readonly #program: string;
  readonly #listeners = new Set<() => void>();
  readonly #watch = new RouterWatch(() => {
    for (const listener of this.#listeners) listener();
  });

  constructor(stateFolder: string, options: EmbeddedRouterOptions = {}) {
    this.#stateFolder = stateFolder;
    this.#answerMilliseconds = options.answerMilliseconds ?? controlMilliseconds;
    this.#program = options.program ?? ownRouterProgram();
  }

  async apply(routes: readonly Route[]): Promise<readonly RouteTraffic[]> {
    const router = await this.#running();
    if (routes.length > 0) {
      const running = router ?? (await launchRouter(this.#stateFolder, this.#program));
      const reports = (await control(running, 'PUT /routes', routes)) as RouteTraffic[];
      if (this.#listeners.size > 0) this.#watch.follow(running);
      return reports;
    }
    this.#watch.end();
    if (router) await control(router, 'POST /stop');
    return [];
  }

  async traffic(): Promise<readonly RouteTraffic[]> {
    const router = await findRouter(this.#stateFolder);
    return router ? ((await control(router, 'GET /traffic')) as RouteTraffic[]) : [];
  }

  onDied(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#watch.end();
    };
  }

  async problem(): Promise<null> {
    return null;
  }

  async prepare(): Promise<void> {
    if (!(await this.#running())) await launchRouter(this.#stateFolder, this.#program);
  }

  async isRunning(): Promise<boolean> {
    return (await findRouter(this.#stateFolder)) !== undefined;
  }

  /** A router that answers and is of this version; one that is neither is ended. */
  async #running(): Promise<RouterFile | undefined> {
    const router = await findRouter(this.#stateFolder);
    if (!router) return undefined;
    const answers = await doesAnswer(router, this.#answerMilliseconds);
    if (answers && router.control === controlVersion) return router;
    // In order where it can: its ports are free at once, and what is under way ends by itself.
    if (answers) await control(router, 'POST /stop');
    else await killRouter(this.#stateFolder, router);
    return undefined;
  }
}

async function doesAnswer(router: RouterFile, milliseconds: number): Promise<boolean> {
  for (let asked = 0; asked < questions; asked++)
    try {
      await control(router, 'GET /traffic', undefined, milliseconds);
      return true;
    } catch (error) {
      const { cause } = error as Error;
      if (!(cause instanceof Error) || cause.name !== 'TimeoutError') return false;
    }
  return false;
}

/** @throws {Error} a sentence: it does not answer, or it refuses */
async function control(
  { address, token }: RouterFile,
  operation: string,
  body?: unknown,
  milliseconds = controlMilliseconds,
): Promise<unknown> {
  const [method = '', path = ''] = operation.split(' ');
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(milliseconds),
  }).catch((cause: unknown) => {
    throw new Error('The router does not answer.', { cause });
  });
  if (response.ok) return response.json();
  throw new Error(`The router refuses: ${await response.text()}`);
}
