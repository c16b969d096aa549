import { describe, expect, it } from 'vitest';
import { outputParts } from '../../../../server/cli/check/record/outputParts.ts';
import { renderReport } from '../../../../server/cli/check/reportFormats.ts';
import type { CheckReport } from '../../../../server/protocol/checkReport.ts';
import { folderWith, lines, swarm } from '../../recordedIo.ts';

const io = {
  stdout: { write: String },
  stderr: { write: String },
  cwd: '/',
  env: {},
  isTty: false,
  isErrorTty: false,
};

async function reportOf(name: string): Promise<CheckReport> {
  const { stdout } = await swarm(folderWith({ [name]: lines(400) }), ['check', '--format', 'json']);
  return JSON.parse(stdout);
}

describe('the parts of an output', () => {
  it('are two where it tells how long the check took, whatever the names of files say', async () => {
    const report = await reportOf('"milliseconds": 1.py');
    const skipped = [{ path: `"milliseconds": ${report.summary.milliseconds}`, why: 'a folder' }];
    const odd = { ...report, summary: { ...report.summary, skipped } };
    const printed = await renderReport(odd, 'json', io);
    const parts = outputParts(printed, odd);
    expect(parts).toHaveLength(2);
    expect(JSON.parse(parts.join('987'))).toEqual({ ...odd, summary: { ...odd.summary, milliseconds: 987 } });
  });

  it.each(['text', 'github', 'sarif'] as const)('are one where it does not: %s', async (format) => {
    const report = await reportOf('a.py');
    const printed = await renderReport(report, format, io);
    expect(outputParts(printed, report)).toEqual([printed]);
  });
});
