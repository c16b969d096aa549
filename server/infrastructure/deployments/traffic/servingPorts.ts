import type { SlotHistory } from '../slots/slotHistory.ts';

/**
 * Ports on which a slot takes requests: those of its healthy instances. Where none is healthy all that run are better than
 * nobody.
 */
export function servingPorts({ phase, instances }: SlotHistory): number[] {
  if (phase === 'starting' || phase === 'stopping') return [];
  const healthy = instances.filter((one) => one.phase === 'healthy');
  const running = instances.filter((one) => /^(unhealthy|unknown)$/.test(one.phase));
  return (healthy.length > 0 ? healthy : running).flatMap(({ program }) => (program ? [program.port] : []));
}
