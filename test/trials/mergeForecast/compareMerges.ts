import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { forecastMerges, type MergeOutcome } from '../../../server/infrastructure/git/mergeForecast.ts';
import { openRepository } from '../../../server/infrastructure/git/repository.ts';
import { drawPairs } from './drawPairs.ts';
import type { Random } from './randomRepository.ts';
import { RealMerges } from './realMerge.ts';

export interface Comparison {
  readonly pairs: number;
  readonly conflicts: number;
  /** Pairs of which forecast and git do not say the same. */
  readonly disagreements: readonly string[];
}

/** Forecasts random pairs of a repository's history and merges them with git in a work tree. */
export async function compareMerges(source: string, count: number, random: Random): Promise<Comparison> {
  const merges = new RealMerges(source);
  const scratch = mkdtempSync(path.join(tmpdir(), 'swarm-trial-'));
  try {
    const pairs = drawPairs(merges, count, random);
    const forecasts = await forecastMerges(await openRepository(merges.folder), pairs, scratch);
    const compared = pairs.map((pair, index) => {
      const [forecast, real] = [sentence(forecasts[index]), sentence(merges.merge(pair))];
      return { pair, forecast, real };
    });
    return {
      pairs: pairs.length,
      conflicts: compared.filter(({ real }) => real.startsWith('conflict')).length,
      disagreements: compared
        .filter(({ forecast, real }) => forecast !== real)
        .map(({ pair, forecast, real }) => `${pair.base} ${pair.tip}: forecast ${forecast}, git ${real}`),
    };
  } finally {
    merges.remove();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function sentence(outcome: MergeOutcome | undefined): string {
  if (outcome?.state !== 'conflict') return outcome?.state ?? 'nothing';
  return `conflict ${JSON.stringify(outcome.files.toSorted())}`;
}
