import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { portProblem } from '../../scripts/start/portAvailability.ts';
import { parseStartOptions, UsageError } from '../../scripts/start/startOptions.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'swarm-options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refusal = (...args: string[]): string => {
  try {
    parseStartOptions(args, folder);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
  }
  return 'not refused';
};

describe('the arguments of npm start', () => {
  it('open the example in a browser on a free port where there are none', () => {
    expect(parseStartOptions([], folder)).toEqual({ folder: undefined, port: 0, open: true, help: false });
  });

  it('name a folder relative to where npm was called', () => {
    const options = parseStartOptions(['.', '--port', '8123', '--no-open'], folder);
    expect(options).toEqual({ folder, port: 8123, open: false, help: false });
  });

  it('are refused with a sentence where they make no sense', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(refusal('missing')).toBe(`There is no folder ${path.join(folder, 'missing')}.`);
    expect(refusal('file')).toBe(`${path.join(folder, 'file')} is a file; name a folder.`);
    expect(refusal('.', '..')).toBe('One folder at most can be opened.');
    expect(refusal('--port', '70000')).toBe('70000 is no port; use 0 to 65535.');
    expect(refusal('--port', '80 80')).toBe('80 80 is no port; use 0 to 65535.');
    expect(refusal('--prot', '1')).toContain("'--prot'");
  });
});

describe('a port', () => {
  it('that is taken is refused with a sentence; a free one is not', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await portProblem(port)).toContain(`Port ${port} is taken`);
    await new Promise((resolve) => server.close(resolve));
    expect(await portProblem(port)).toBeUndefined();
  });
});
