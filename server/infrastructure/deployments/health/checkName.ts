import type { HealthCheck } from '../../../protocol/healthChecks.ts';

/** What messages call a check: its name, or what it asks. */
export function checkName(check: HealthCheck): string {
  if (check.name !== undefined) return check.name;
  switch (check.type) {
    case 'http':
      return `${check.method} ${check.path}`;
    case 'tcp':
      return 'TCP';
    case 'websocket':
      return `WebSocket ${check.path}`;
    case 'command':
      return check.command.join(' ').slice(0, 100);
  }
}
