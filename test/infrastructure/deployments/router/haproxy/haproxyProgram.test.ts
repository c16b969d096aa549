import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HaproxyProgram } from '../../../../../server/infrastructure/deployments/router/haproxy/haproxyProgram.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'swarm-program-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program `haproxy` that says this of its version; gives its folder. */
function program(name: string, says: string): string {
  const place = path.join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'haproxy'), `#!/bin/sh\necho '${says}'\n`, { mode: 0o755 });
  return place;
}

const find = (...searched: string[]) =>
  new HaproxyProgram(path.join(folder, 'repository'), searched.join(':')).find();

describe('the HAProxy of a machine', () => {
  it.each([
    'HAProxy version 2.6.12-1+deb12u4 2026/10/17 - https://haproxy.org/',
    'HAProxy version 3.0.5-8e879a5 2024/09/19 - https://haproxy.org/',
    'HAProxy version 10.0-dev1 2030/01/01 - https://haproxy.org/',
  ])('is of use where it is new enough: %s', async (version) => {
    const place = program('bin', version);
    expect(await find(place)).toBe(path.join(place, 'haproxy'));
  });

  it.each(['HA-Proxy version 1.8.19-1+deb10u3 2020/08/01', 'HAProxy version 2.5.14 2023/04/28'])(
    'is refused with a sentence where it is too old: %s',
    async (version) => {
      await expect(find(program('bin', version))).rejects.toThrow(
        /is HAProxy [12]\.\S+, and Swarm needs 2\.6 or newer; install that or leave "router" out/,
      );
    },
  );

  it('is refused with a sentence where there is none, or something else of that name', async () => {
    await expect(find(folder)).rejects.toThrow(
      /no haproxy on this machine; install it \(Debian: apt-get install haproxy\)/,
    );
    await expect(find(program('bin', 'hello'))).rejects.toThrow(/does not say which version/);
    mkdirSync(path.join(folder, 'other', 'haproxy'), { recursive: true });
    await expect(find(path.join(folder, 'other'))).rejects.toThrow(/no haproxy on this machine/);
  });

  it('is never taken from inside the repository, by a link, or by a relative path neither', async () => {
    const inside = program('repository/bin', 'HAProxy version 3.0.0');
    const link = path.join(folder, 'link');
    symlinkSync(inside, link);
    mkdirSync(path.join(folder, 'links'));
    symlinkSync(path.join(inside, 'haproxy'), path.join(folder, 'links', 'haproxy'));
    await expect(find(inside, link, path.join(folder, 'links'), 'bin', '.')).rejects.toThrow(/no haproxy/);
    const outside = program('bin', 'HAProxy version 2.8.0');
    expect(await find(inside, outside)).toBe(path.join(outside, 'haproxy'));
  });

  it('is asked again once it is another one', async () => {
    const place = program('bin', 'HAProxy version 2.0.0');
    const machine = new HaproxyProgram(path.join(folder, 'repository'), place);
    await expect(machine.find()).rejects.toThrow(/2\.0\.0/);
    program('bin', 'HAProxy version 2.6.0 and newer');
    expect(await machine.find()).toBe(path.join(place, 'haproxy'));
  });
});
