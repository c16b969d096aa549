import { modify } from 'jsonc-parser';
import type { LimitSourceFinding } from '../../analysis/finding.ts';
import type { Fix, OffsetEdit } from '../../analysis/fixes/fix.ts';
import { LineTable } from '../../analysis/text/lineTable.ts';
import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';

/**
 * The fix for a stale exemption: the row of a registry or the entry of `swarm.json` goes.
 * @param text of the file the finding is in, without a byte order mark
 */
export function removeExemption(text: string, path: string, finding: LimitSourceFinding): Fix | undefined {
  if (finding.rule !== 'stale-exemption') return undefined;
  const isConfiguration = path === configurationFileName || path.endsWith(`/${configurationFileName}`);
  const edits = isConfiguration ? entryEdits(text, finding) : rowEdits(text, finding);
  if (edits.length === 0) return undefined;
  return {
    kind: 'remove-exemption',
    title: 'Remove the stale exemption',
    safety: 'safe',
    caveats: [],
    edits,
  };
}

function entryEdits(text: string, { data }: LimitSourceFinding): OffsetEdit[] {
  const index = data['index'];
  if (typeof index !== 'number') return [];
  return modify(text, ['v2', 'exemptions', index], undefined, {}).map(({ offset, length, content }) => ({
    start: offset,
    end: offset + length,
    newText: content,
  }));
}

function rowEdits(text: string, { range }: LimitSourceFinding): OffsetEdit[] {
  const lines = new LineTable(text);
  const { line } = range.start;
  if (line > lines.count) return [];
  const end = line < lines.count ? lines.start(line + 1) : text.length;
  return [{ start: lines.start(line), end, newText: '' }];
}
