import type { DeclaredContract, FileFacts } from '../declarations/declaredFacts.ts';
import type { Finding } from './disagreement.ts';

/** Files that cannot be read well, and points that are no numbers. */
export function unreadableOf(facts: FileFacts): Finding[] {
  return [...damageOf(facts), ...facts.contracts.flatMap((contract) => noFigures(facts, contract))];
}

function damageOf({ file, damage }: FileFacts): Finding[] {
  if (damage === null) return [];
  const far = isAbsent(damage) ? '' : '; it was read as far as it goes';
  return [
    {
      kind: 'unreadable',
      subject: file,
      contract: null,
      sentence: `${file} ${damage}${far}.`,
      settle: 'Repair the file: what it declares may be missing here.',
      figures: [{ label: 'damage', value: damage, place: `${file}:${lineOf(damage)}` }],
    },
  ];
}

function noFigures({ file }: FileFacts, { id, noFigure, line }: DeclaredContract): Finding[] {
  return noFigure.map((name) => ({
    kind: 'unreadable',
    subject: id,
    contract: id,
    detail: name,
    sentence: `${name} of ${id} in ${file} is no whole number.`,
    settle: `Write ${name} as a whole number.`,
    figures: [{ label: name, value: 'no whole number', place: `${file}:${line}` }],
  }));
}

/** Nothing of it was read. */
function isAbsent(damage: string): boolean {
  return /^cannot be read|the file is empty$|nested too deeply$/.test(damage);
}

function lineOf(damage: string): number {
  return Number(/^line (\d{1,9})/.exec(damage)?.[1] ?? 1);
}
