import type { ImportContext } from './importContext.ts';
import { optional } from './optionalMember.ts';
import { isTrue, percent, seconds, texts, wholeNumber } from './readValue.ts';

/** Limits that nothing exceeds: the trigger is not among those of the file. */
const never = { failedChecks: 1000, slowerPercent: 10_000, errorRatePercent: 100 } as const;
const triggerOf = {
  failedChecks: 'health-check-failure',
  slowerPercent: 'performance-degradation',
  errorRatePercent: 'error-rate-spike',
} as const;

/** When a release goes back by itself: the same in every environment of the file. */
export function importObservation({ values }: ImportContext): object {
  const root = [...values.spelled(['rollbackConfiguration'], ['rollback']), 'automaticRollback'];
  const conditions = [...root, 'conditions'];
  const enabled = values.take([...root, 'enabled'], isTrue, 'it is neither true nor false');
  const triggers = values.take([...root, 'triggers'], texts, 'they are no list of names');
  const limits = {
    failedChecks: values.take([...conditions, 'healthCheckFailures'], wholeNumber, 'it is no whole number'),
    slowerPercent: values.take([...conditions, 'performanceDegradation'], percent, 'it is no percentage'),
    errorRatePercent: values.take([...conditions, 'errorRateThreshold'], percent, 'it is no percentage'),
  };
  const duration = values.take(
    ['monitoring', 'performance', 'monitoringDuration'],
    seconds,
    'it is no time in milliseconds',
  );
  const off = triggers && Object.entries(triggerOf).filter(([, trigger]) => !triggers.includes(trigger));
  const observe = {
    ...optional('seconds', enabled === false ? 0 : duration),
    ...Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)),
    ...Object.fromEntries((off ?? []).map(([name]) => [name, never[name as keyof typeof never]])),
  };
  return Object.keys(observe).length === 0 ? {} : { observe };
}
