import { expect, it, vi } from 'vitest';
import { fakeVsCode } from '../fakeVsCode.ts';
import { deploymentRow } from './deploymentRows.ts';

vi.mock('vscode', () => fakeVsCode);
const { isFiltering, noFilter, parseFilter, passesFilter } = await import(
  '../../../../client/views/deployments/deploymentFilter.ts'
);

const row = deploymentRow(12, { state: 'failed', problem: 'The build exited with code 1.' });

it('every word has to be somewhere, whatever its case', () => {
  expect(passesFilter(row, { ...noFilter, text: 'ADA build' })).toBe(true);
  expect(passesFilter(row, { ...noFilter, text: '#12 feature/x' })).toBe(true);
  expect(passesFilter(row, { ...noFilter, text: 'ada deploy' })).toBe(false);
  expect(passesFilter(row, { ...noFilter, text: 'failed' })).toBe(true);
});

it('of each kind one that is ticked is enough, and every kind counts', () => {
  const filter = { ...noFilter, environments: ['staging', 'production'], states: ['failed' as const] };
  expect(passesFilter(row, filter)).toBe(true);
  expect(passesFilter(row, { ...filter, teams: ['web'] })).toBe(false);
  expect(passesFilter({ ...row, environment: 'development' }, filter)).toBe(false);
});

it('what was kept by another version filters nothing that is not understood', () => {
  expect(parseFilter(null)).toEqual(noFilter);
  expect(parseFilter({ text: 7, states: ['failed', 'exploded'], teams: ['ai', 3] })).toEqual({
    ...noFilter,
    states: ['failed'],
    teams: ['ai'],
  });
  expect(isFiltering(parseFilter({ states: ['exploded'] }))).toBe(false);
});
