// An agent as a process: asks for its next task, says that it lives, does it and hands it in, over and over, until it is
// killed. Says on stdout what the service has acknowledged. `workingAgent.ts <repository> <id>`
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../../server/protocol/apiClient.ts';
import type { Task } from '../../../server/protocol/tasks.ts';
import { MortalService } from '../branchChaos/mortalService.ts';
import type { Acknowledged } from './acknowledged.ts';
import { workOn } from './workRepository.ts';

const [folder = '', agent = ''] = process.argv.slice(2);
const service = new MortalService('', { folder });

function acknowledged(what: Acknowledged['what'], { id, attempt }: Task): void {
  const line: Acknowledged = { agent, what, task: id, attempt };
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** The same request under the same key until somebody answers: it must happen once. */
async function insist<Answer>(
  call: (key: string) => Promise<Answer | ApiError | undefined>,
): Promise<Answer | ApiError> {
  const key = crypto.randomUUID();
  for (;;) {
    const answer = await call(key);
    if (answer !== undefined) return answer;
  }
}

async function finish(task: Task): Promise<void> {
  acknowledged('claimed', task);
  const params = { contract: task.contract, task: task.task };
  await sleep(Math.random() * 300);
  if (Math.random() < 0.1) {
    const body = { reason: 'another one first', attempt: task.attempt, failed: false };
    await insist((idempotencyKey) => service.call('releaseTask', { params, body, idempotencyKey }, agent));
    return;
  }
  const commit = workOn(folder, `work/${agent}-${task.contract}-${task.task}-${task.attempt}`, task.files);
  const body = { evidence: [{ kind: 'commit' as const, commit }], attempt: task.attempt };
  const answer = await insist((idempotencyKey) =>
    service.call('submitTask', { params, body, idempotencyKey }, agent),
  );
  if (!(answer instanceof ApiError)) acknowledged('submitted', answer);
}

for (;;) {
  await service.call('heartbeat', { params: { agent }, body: { mission: 'chaos' } }, agent);
  const next = await service.call('nextTask', { params: { agent }, body: {} }, agent);
  if (next && !(next instanceof ApiError) && next.task?.stage === 'claimed') await finish(next.task);
  await sleep(50 + Math.random() * 200);
}
