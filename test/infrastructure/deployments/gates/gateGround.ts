import path from 'node:path';
import { pino } from 'pino';
import { QualityGates } from '../../../../server/infrastructure/deployments/gates/qualityGates.ts';
import type { AskedGate, GateRun } from '../../../../server/infrastructure/deployments/releaseGates.ts';
import { deploymentCommand } from '../../../../server/infrastructure/deployments/slots/deploymentCommand.ts';
import type { LoggedCommandStore } from '../../../../server/infrastructure/events/commandStore.ts';
import { openRepository } from '../../../../server/infrastructure/git/repository.ts';
import { approvalSubject } from '../../../../server/infrastructure/programs/commandApproval.ts';
import { processDriver } from '../../../../server/infrastructure/programs/processDriver.ts';
import { type LocatedConfiguration, policyOf } from '../../../../server/infrastructure/protection/policy.ts';
import { configurationSchema } from '../../../../server/protocol/configuration/configuration.ts';
import type { GateOutcome } from '../../../../server/protocol/gates.ts';
import { TemporaryLog } from '../../events/temporaryLog.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';

/** A command that runs this JavaScript. */
export const script = (code: string) => [process.execPath, '-e', code];

/** A command that writes a file of the work tree. */
export const writes = (file: string, text: string, after = '') =>
  script(`require('fs').writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(text)});${after}`);

/** The real gates of a real repository. */
export class GateGround {
  readonly example: ExampleRepository;
  readonly stateFolder: string;
  /** What was told of the gates, in its order. */
  readonly told: GateOutcome[] = [];
  baseBranch: string | undefined = undefined;
  readonly #temporary: TemporaryLog;
  readonly #commands: LoggedCommandStore;
  #gates: QualityGates | undefined;
  #configuration = configurationSchema.parse({});
  /** What the base has committed, where that is not what the work tree says. */
  #base: LocatedConfiguration | undefined;
  #deployments = 0;

  private constructor(example: ExampleRepository, temporary: TemporaryLog, commands: LoggedCommandStore) {
    this.example = example;
    this.#temporary = temporary;
    this.#commands = commands;
    this.stateFolder = path.join(example.folder, '.git/swarm');
  }

  static async start(): Promise<GateGround> {
    const temporary = new TemporaryLog();
    const ground = new GateGround(await makeRepository(), temporary, await temporary.store());
    await ground.example.commit('app.py', 'a = 1\n');
    await ground.restart();
    return ground;
  }

  get gates(): QualityGates {
    if (!this.#gates) throw new Error('not started');
    return this.#gates;
  }

  /** As after a restart of the service. */
  async restart(): Promise<void> {
    this.#gates = new QualityGates({
      repository: await openRepository(this.example.folder),
      commands: this.#commands,
      protection: {
        policy: async () => policyOf(this.#base ?? this.#inWorkTree, this.baseBranch, 'on main'),
      },
      releases: { command: async (team) => deploymentCommand(this.#configuration, team) },
      driver: processDriver,
      stateFolder: this.stateFolder,
      log: pino({ level: 'silent' }),
    });
    await this.#gates.recover();
  }

  /** Declares these gates of the team `web`, and allows their commands unless told otherwise. */
  async declare(gates: readonly object[], allowed = true, more: object = {}): Promise<void> {
    const deployment = { command: ['true'], ...more };
    this.#configuration = configurationSchema.parse({
      teams: { web: { branchPrefix: 'web', deployment, gates } },
    });
    if (!allowed) return;
    const { hash } = deploymentCommand(this.#configuration, 'web');
    const approve = () => [{ type: 'command.approved', data: {} }];
    await this.#commands.execute(approvalSubject, hash, approve, { actor: 'ada' });
  }

  /** Commits on the base what is declared now. */
  commitDeclared(): void {
    this.#base = this.#inWorkTree;
  }

  get #inWorkTree(): LocatedConfiguration {
    return { configuration: this.#configuration, places: new Map() };
  }

  /** Runs all gates that are named, as required ones unless told otherwise. */
  run(names: readonly (string | AskedGate)[], more: Partial<GateRun> = {}): Promise<GateOutcome[]> {
    this.#deployments++;
    return this.gates.run({
      deployment: String(this.#deployments),
      environment: 'staging',
      team: 'web',
      commit: this.example.git('rev-parse', 'HEAD'),
      at: 'release',
      gates: names.map((one) => (typeof one === 'string' ? { name: one, required: true } : one)),
      base: null,
      url: null,
      signal: new AbortController().signal,
      onOutcome: (outcome) => this.told.push(outcome),
      ...more,
    });
  }

  /** Declares one gate, runs it, and gives what came of it. */
  async outcome(gate: object, more: Partial<GateRun> = {}): Promise<GateOutcome> {
    await this.declare([{ name: 'one', ...gate }]);
    const [outcome] = await this.run(['one'], more);
    if (!outcome) throw new Error('the gate has not run');
    return outcome;
  }

  async close(): Promise<void> {
    await this.#commands.close();
    await this.#temporary[Symbol.asyncDispose]();
    await this.example.remove();
  }
}
