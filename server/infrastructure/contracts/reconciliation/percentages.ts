import type { DeclaredTask, FileFacts } from '../declarations/declaredFacts.ts';
import { type Finding, stated } from './disagreement.ts';

/** Percentages are rounded, up or down. */
const tolerance = 1;

/** Percentages that are not those of their own fraction. */
export function percentagesOf(facts: FileFacts): Finding[] {
  const tasks = [...facts.tasks, ...facts.contracts.flatMap((contract) => contract.tasks)];
  return [...fractions(facts), ...contracts(facts), ...tasks.flatMap((task) => reductions(facts, task))];
}

function fractions(facts: FileFacts): Finding[] {
  return facts.fractions.flatMap(({ part, whole, percent, text, line }): Finding[] => {
    const is = (100 * part) / whole;
    if (percent === null || near(percent, is)) return [];
    return [
      {
        kind: 'percentage',
        subject: facts.file,
        contract: null,
        detail: text,
        sentence: `${part} of ${whole} is ${shown(is)} %, ${facts.file} states ${percent} %.`,
        settle: `Change the percentage to ${shown(is)} %, or the figures it is of.`,
        figures: [{ label: 'stated', value: text, place: `${facts.file}:${line}` }],
      },
    ];
  });
}

function contracts(facts: FileFacts): Finding[] {
  return facts.contracts.flatMap(({ id, total, completed, percent }): Finding[] => {
    if (total === null || completed === null || percent === null || total.value === 0) return [];
    const is = (100 * completed.value) / total.value;
    // A share of one is one of a hundred, too.
    if (near(percent.value, is) || (percent.value <= 1 && near(100 * percent.value, is))) return [];
    return [
      {
        kind: 'percentage',
        subject: id,
        contract: id,
        sentence: `${id} states ${percent.text} as its progress, ${completed.text} of ${total.text} points is ${shown(is)} %.`,
        settle: `Change the progress to ${shown(is)} %.`,
        figures: [
          stated(facts, 'stated progress', percent),
          stated(facts, 'claimed as completed', completed),
          stated(facts, 'declared total', total),
        ],
      },
    ];
  });
}

/** A reduction is stated in percent or in lines: it is right in either of them. */
function reductions(facts: FileFacts, { title, files, lines }: DeclaredTask): Finding[] {
  const { current } = lines;
  if (current === null || current.value === 0) return [];
  return lines.reductions.flatMap(({ figure, to, label }): Finding[] => {
    const less = current.value - to.value;
    const is = (100 * less) / current.value;
    if (near(figure.value, is) || figure.value === less) return [];
    const subject = files[0] ?? title;
    return [
      {
        kind: 'percentage',
        subject,
        contract: null,
        detail: label,
        sentence: `From ${current.text} to ${to.text} lines of ${subject} is a reduction of ${less} lines or ${shown(is)} %, stated is ${figure.text} (${label}).`,
        settle: `Change ${label} to ${shown(is)}.`,
        figures: [
          stated(facts, label, figure),
          stated(facts, 'lines before', current),
          stated(facts, 'lines after', to),
        ],
      },
    ];
  });
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= tolerance;
}

function shown(value: number): string {
  return String(Math.round(value * 10) / 10);
}
