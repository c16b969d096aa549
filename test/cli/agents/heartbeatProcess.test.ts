import { expect, it } from 'vitest';
import { processOf } from '../../../server/cli/commands/agents/heartbeat.ts';

it('a process is not named on Windows, which does not tell it from a later one of the same number', async () => {
  await expect(processOf({ values: { pid: String(process.pid) } }, 'win32')).rejects.toThrow(
    'leave --pid out',
  );
  expect(await processOf({ values: {} }, 'win32')).toEqual({});
});
