import { l10n } from 'vscode';
import { pickOne } from '../input/questions.ts';

export interface ArrangementQuestion<Value extends string> {
  readonly title: string;
  readonly placeholder: string;
  readonly values: readonly Value[];
  readonly current: Value;
  /** Name under which the answer may be given beforehand. */
  readonly name: string;
  label(value: Value): string;
}

/** How rows are to be ordered or grouped: as given beforehand, else as the person chooses. */
export async function pickArrangement<Value extends string>(
  argument: unknown,
  { title, placeholder, values, current, name, label }: ArrangementQuestion<Value>,
): Promise<Value> {
  const given = typeof argument === 'object' && argument !== null ? Reflect.get(argument, name) : undefined;
  const known = values.find((value) => value === given);
  if (known !== undefined) return known;
  const choices = values.map((value) => ({
    label: label(value),
    ...(value === current ? { description: l10n.t('now') } : {}),
    value,
  }));
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}
