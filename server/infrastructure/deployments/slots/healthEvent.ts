import type { EventDraft } from '../../events/subject.ts';
import { failedCheck } from './slotChecks.ts';
import { instanceHealthy, instanceUnhealthy, instanceUnknown } from './slotEvents.ts';
import type { InstanceHealth } from './slotInstance.ts';

/** What is recorded of an instance that is healthy or not by now. */
export function healthEvent(instance: number, subject: string, health: InstanceHealth): EventDraft {
  switch (health.state) {
    case 'healthy':
      return instanceHealthy(instance);
    case 'unknown':
      return instanceUnknown(instance, health.reason);
    case 'unhealthy': {
      const { failure, timesInARow } = health.watch;
      const reason = `${subject} ${failure?.why ?? 'fails a check'}${timesInARow}.`;
      return instanceUnhealthy(instance, reason, failure ? failedCheck(failure) : null);
    }
  }
}
