import type { FileFacts } from '../declarations/declaredFacts.ts';
import type { Finding } from './disagreement.ts';

/** Files that cannot be read well, and points that are no numbers. */
export function unreadableOf(facts: FileFacts): Finding[] {
  const damage: Finding[] =
    facts.damage === null
      ? []
      : [
          {
            kind: 'unreadable',
            subject: facts.file,
            contract: null,
            sentence: `${facts.file} ${facts.damage}${isAbsent(facts.damage) ? '' : '; it was read as far as it goes'}.`,
            settle: 'Repair the file: what it declares may be missing here.',
            figures: [
              { label: 'damage', value: facts.damage, place: `${facts.file}:${lineOf(facts.damage)}` },
            ],
          },
        ];
  const figures = facts.contracts.flatMap(({ id, noFigure, line }) =>
    noFigure.map(
      (name): Finding => ({
        kind: 'unreadable',
        subject: id,
        contract: id,
        detail: name,
        sentence: `${name} of ${id} in ${facts.file} is no whole number.`,
        settle: `Write ${name} as a whole number.`,
        figures: [{ label: name, value: 'no whole number', place: `${facts.file}:${line}` }],
      }),
    ),
  );
  return [...damage, ...figures];
}

/** Nothing of it was read. */
function isAbsent(damage: string): boolean {
  return /^cannot be read|the file is empty$|nested too deeply$/.test(damage);
}

function lineOf(damage: string): number {
  return Number(/^line (\d{1,9})/.exec(damage)?.[1] ?? 1);
}
