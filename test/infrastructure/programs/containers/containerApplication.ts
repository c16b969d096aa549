import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { enginePrograms } from '../../../../scripts/containerEngine.ts';
import type { Slot } from '../../../../server/protocol/slots.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';
import type { Podman } from './podman.ts';

const busybox = enginePrograms['busybox-static'];

const dockerfile = `FROM scratch
COPY busybox /bin/busybox
COPY run.sh version.txt /app/
WORKDIR /app
CMD ["/bin/busybox", "sh", "run.sh"]
`;

/** Serves its folder on PORT; MODE names what else it does. */
const script = `#!/bin/busybox sh
trap 'echo stopped; exit 0' TERM
echo "mode $MODE in slot $SWARM_SLOT"
if [ "$MODE" = crash ]; then echo "Error: no database" >&2; exit 3; fi
if [ "$MODE" = hungry ]; then /bin/busybox tail /dev/zero; exit 1; fi
/bin/busybox cp version.txt health
[ -n "$SWARM_DATA" ] && echo "was here" >> "$SWARM_DATA/visits" && /bin/busybox cp "$SWARM_DATA/visits" visits
/bin/busybox httpd -f -p "$PORT" -h /app &
wait
`;

export const id = 'development/web/slot-1';
const params = { environment: 'development', team: 'web', slot: 'slot-1' };

/** What swarm.json says of the team besides what every test has. */
type Deployment = Readonly<Record<string, unknown>> & { readonly environment?: object };

/** A repository whose team runs in containers, and its subjects. */
export class ContainerApplication {
  readonly example: ExampleRepository;
  readonly ground: SubjectGround;
  #round = 0;

  private constructor(example: ExampleRepository, ground: SubjectGround) {
    this.example = example;
    this.ground = ground;
  }

  static async start(engine: Pick<Podman, 'socket'>): Promise<ContainerApplication> {
    const example = await makeRepository();
    const own = path.join(example.folder, 'busybox');
    if (existsSync(busybox)) copyFileSync(busybox, own);
    else writeFileSync(own, 'there is no engine to run it');
    example.git('add', 'busybox');
    await example.commit('Dockerfile', dockerfile);
    await example.commit('run.sh', script);
    await example.commit('version.txt', 'one');
    const ground = await SubjectGround.start(example.folder, { containerSocket: engine.socket });
    return new ContainerApplication(example, ground);
  }

  /** Puts a deployment in force, allows it and starts main. */
  async deploy(deployment: Deployment = {}): Promise<void> {
    await this.configure(deployment);
    await this.approve();
    await this.begin();
  }

  /** Gives the environment other settings. */
  async replaceEnvironment(settings: object): Promise<void> {
    const file = path.join(this.example.folder, 'swarm.json');
    const { teams } = JSON.parse(readFileSync(file, 'utf8'));
    await this.ground.write('swarm.json', { teams, environments: { development: settings } });
    await this.ground.row('slots', 'development/web/slot-2', (row) => row !== undefined);
  }

  /** Puts a deployment in force. */
  async configure(deployment: Deployment): Promise<void> {
    const environment = { ...deployment.environment, ROUND: String(++this.#round) };
    const before = await this.#hash();
    const whole = {
      driver: 'container',
      container: { dockerfile: 'Dockerfile', data: '/data' },
      stopTimeoutSeconds: 1,
      ...deployment,
      environment,
    };
    await this.ground.write('swarm.json', {
      teams: { web: { branchPrefix: 'feature/web', deployment: whole } },
      environments: { development: { slots: { web: ['slot-1'] }, healthTimeoutSeconds: 20 } },
    });
    await this.ground.row('slots', id, (row) => row !== undefined);
    await this.ground.untilInForce(async () => (await this.#hash()) !== before);
  }

  #hash(): Promise<string | undefined> {
    const approval = this.ground.call('commandApproval', { query: { team: 'web' } });
    return approval.then(
      ({ hash }) => hash,
      () => undefined,
    );
  }

  async approve(): Promise<void> {
    const { hash } = await this.ground.call('commandApproval', { query: { team: 'web' } });
    await this.ground.call('approveCommand', { body: { team: 'web', hash } });
  }

  begin(): Promise<Slot> {
    return this.ground.call('startSlot', { params, body: { revision: 'main' } });
  }

  async until(...states: Slot['state'][]): Promise<Slot> {
    const row = await this.ground.row('slots', id, (one) => one !== undefined && states.includes(one.state));
    if (!row) throw new Error('no row');
    return row;
  }

  async stop(): Promise<void> {
    await this.ground.call('stopSlot', { params, body: {} });
    await this.until('idle', 'unknown');
  }

  async close(): Promise<void> {
    if (this.ground.rows.get('slots', id)?.state !== 'idle') await this.stop();
    await this.ground.close();
    await this.example.remove();
  }
}
