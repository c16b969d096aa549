import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haproxyMissing } from '../../../../../scripts/haproxyPackage.ts';
import {
  haproxyConfiguration,
  staticConfiguration,
} from '../../../../../server/infrastructure/deployments/router/haproxy/haproxyConfiguration.ts';
import {
  configurationHash,
  HaproxyFolder,
} from '../../../../../server/infrastructure/deployments/router/haproxy/haproxyFolder.ts';
import { HaproxyProgram } from '../../../../../server/infrastructure/deployments/router/haproxy/haproxyProgram.ts';
import { firstPlaces } from '../../../../../server/infrastructure/deployments/router/haproxy/serverPlaces.ts';
import type { Route } from '../../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { exampleRoute } from './exampleRoute.ts';

const isMissing = haproxyMissing() !== undefined;

const hostile = [
  'x-a) -m found\n  http-request deny',
  'x-"',
  "x-'",
  'x-a b',
  'x-a,lower',
  'x-%[src]',
  'x-$HOME',
  'x-#',
  'x-\\',
  '',
  'x-\u00e9',
  'X-UPPER',
];

function configurationOf(changes: Partial<Route>): string {
  const route = { ...exampleRoute, ...changes };
  return haproxyConfiguration(route, firstPlaces(route.upstreams, 0));
}

describe('the configuration of a HAProxy', () => {
  it.each(hostile)('takes no name that has a meaning of its own there: %j', (name) => {
    expect(() => configurationOf({ previewHeader: name })).toThrow(/HAProxy cannot take/);
    expect(() => configurationOf({ id: `production/${name}` })).toThrow(/HAProxy cannot take/);
    expect(() => configurationOf({ upstreams: [{ slot: name, port: 30_001 }] })).toThrow(
      /HAProxy cannot take/,
    );
  });

  it.each([0, -1, 1.5, 65_536, Number.NaN])('takes no port that is none: %d', (port) => {
    expect(() => configurationOf({ port })).toThrow(/HAProxy cannot take/);
    expect(() => configurationOf({ upstreams: [{ slot: 'slot-1', port }] })).toThrow(/HAProxy cannot take/);
  });

  it('is of the same lines whatever the names are: none of them adds one', () => {
    const lines = (changes: Partial<Route>) => configurationOf(changes).split('\n').length;
    const count = lines({ previewHeader: 'x-slot' });
    fc.assert(
      fc.property(fc.string(), (name) => {
        try {
          expect(lines({ previewHeader: name })).toBe(count);
        } catch (error) {
          expect(String(error)).toContain('HAProxy cannot take');
        }
      }),
    );
  });

  it('is the same for every switch, so that none needs a restart', () => {
    const hash = configurationHash(exampleRoute);
    const changes: Partial<Route>[] = [
      { live: 'slot-2' },
      { canary: { slot: 'slot-2', percent: 5 } },
      { spare: 'slot-2' },
      { upstreams: [{ slot: 'slot-3', port: 30_003 }] },
      { drainSeconds: 1 },
      { answerSeconds: 1 },
    ];
    for (const change of changes) expect(configurationHash({ ...exampleRoute, ...change })).toBe(hash);
    for (const change of [{ port: 20_002 }, { previewHeader: 'x-slot' }, { id: 'staging/web' }])
      expect(configurationHash({ ...exampleRoute, ...change })).not.toBe(hash);
  });

  it('names no path and no other machine', () => {
    expect(staticConfiguration(exampleRoute)).not.toMatch(/\s\/\w/);
    expect(new Set(configurationOf({}).match(/\d+\.\d+\.\d+\.\d+/g))).toEqual(new Set(['127.0.0.1']));
  });
});

describe.skipIf(isMissing)('HAProxy itself', () => {
  it.each([
    ['a plain route', {}],
    ['a preview header', { previewHeader: 'x-swarm-slot' }],
    ['no slots', { upstreams: [] }],
    ['no time to drain', { drainSeconds: 0, answerSeconds: 0.1 }],
    [
      'fifty slots',
      {
        upstreams: Array.from({ length: 50 }, (_, index) => ({
          slot: `slot-${index}`,
          port: 30_000 + index,
        })),
      },
    ],
  ] as [string, Partial<Route>][])('finds nothing to complain of in it: %s', async (_, changes) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'swarm-haproxy-'));
    await new HaproxyFolder(folder).write({ ...exampleRoute, ...changes });
    const program = await new HaproxyProgram(folder).find();
    const output = execFileSync(program, ['-c', '-f', 'haproxy.cfg'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    expect(output.trim()).toBe('Configuration file is valid');
    expect(readdirSync(folder)).toContain('route.map');
    rmSync(folder, { recursive: true });
  });
});
