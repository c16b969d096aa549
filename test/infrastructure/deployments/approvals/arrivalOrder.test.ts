import { expect, it } from 'vitest';
import { ArrivalOrder } from '../../../../server/infrastructure/deployments/approvals/arrivalOrder.ts';

it('what was asked for first begins first, whichever check is done first, and what is refused holds nothing up', async () => {
  const order = new ArrivalOrder();
  const began: string[] = [];
  const [slow, refused] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const admit = (key: string, name: string, check: Promise<void>) =>
    order.admit(key, check, () => {
      began.push(name);
      return name;
    });
  const all = Promise.allSettled([
    admit('web', 'first', slow.promise),
    admit('web', 'second', refused.promise),
    admit('web', 'third', Promise.resolve()),
  ]);
  refused.reject(new Error('no'));
  expect(await admit('ai', 'other', Promise.resolve())).toBe('other');
  expect(began).toEqual(['other']);
  slow.resolve();
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(began).toEqual(['other', 'first', 'third']);
});

it('an act that takes long holds up no other', async () => {
  const order = new ArrivalOrder();
  const long = Promise.withResolvers<void>();
  const first = order.admit('web', Promise.resolve(), () => long.promise);
  expect(await order.admit('web', Promise.resolve(), () => 'second')).toBe('second');
  long.resolve();
  await first;
});
