import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openServiceLog } from '../../../server/infrastructure/service/serviceLog.ts';

describe('the service log', () => {
  it('is bounded: one file, and one older one beside it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'swarm-log-'));
    const log = openServiceLog(folder, 'secret-token', 20_000);
    for (let line = 0; line < 1000; line += 1) log.logger.info({ line }, 'x'.repeat(100));
    log.flush();
    for (const name of ['service.log', 'service.log.1'])
      expect(statSync(path.join(folder, name)).size).toBeLessThanOrEqual(20_000);
    expect(readFileSync(path.join(folder, 'service.log'), 'utf8')).toContain('"line":999');
    rmSync(folder, { recursive: true });
  });

  it('hides secrets by their name and the token wherever it stands', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'swarm-log-'));
    const log = openServiceLog(folder, 'secret-token');
    log.logger.info(
      { token: 'canary', a: { password: 'canary', b: { secret: 'canary' } } },
      'with secret-token inside',
    );
    log.logger.error({ err: new Error('secret-token'), headers: { x: 'canary' } });
    log.flush();
    const text = readFileSync(path.join(folder, 'service.log'), 'utf8');
    expect(text).not.toMatch(/canary|secret-token/);
    expect(text.match(/redacted/gi)?.length).toBeGreaterThanOrEqual(6);
    rmSync(folder, { recursive: true });
  });
});
