import type { LimitSource } from '../limitSource.ts';
import { iniOptions } from './iniFile.ts';
import { pythonToolSource } from './pythonToolSource.ts';

const limits = { 'max-complexity': 'complexity', 'max-line-length': 'lineLength' } as const;

/** The limits of a `[flake8]` section; undefined where there is none. */
export function flake8Source(text: string, path: string): LimitSource | undefined {
  const own = iniOptions(text).filter(({ section }) => section === 'flake8');
  return pythonToolSource('flake8', path, own, limits);
}
