import {
  CancellationError,
  type Disposable,
  type InputBox,
  type QuickInputButton,
  QuickInputButtons,
  type QuickPick,
  type QuickPickItem,
  QuickPickItemKind,
  window,
} from 'vscode';
import { plainLabel, plainMessage } from '../plainText.ts';
import { BackRequested, type StepPlace } from './steps.ts';

/** An entry of a list with what it stands for. Its texts are texts: an icon is its `iconPath`. */
export interface Choice<Value> extends QuickPickItem {
  readonly value: Value;
  /** What is said above it and those that follow with the same. */
  readonly group?: string;
  /** It is there to be read: of several, it cannot be chosen. */
  readonly fixed?: boolean;
}

export interface PickQuestion<Value> {
  readonly placeholder: string;
  readonly choices: readonly Choice<Value>[];
}

export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly password?: boolean;
  /** Told of every text that is typed, so that it is not lost where the person leaves. */
  keep?(text: string): void;
  /** A sentence about what is wrong with the text; undefined where nothing is. */
  validate(text: string): string | undefined;
}

/** Lets the user choose; throws `CancellationError` or `BackRequested`. */
export async function pickOne<Value>(question: PickQuestion<Value>, place: StepPlace): Promise<Value> {
  const pick = window.createQuickPick<Choice<Value> | QuickPickItem>();
  pick.items = grouped(question.choices);
  pick.placeholder = question.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  return answerOf(pick, place, (accept) =>
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen && 'value' in chosen) accept(chosen.value);
    }),
  );
}

/** Lets the user choose any of them; those with `picked` are chosen at first. Throws as `pickOne`. */
export async function pickMany<Value>(question: PickQuestion<Value>, place: StepPlace): Promise<Value[]> {
  const pick = window.createQuickPick<Choice<Value>>();
  pick.canSelectMany = true;
  pick.items = question.choices.map(plainChoice);
  pick.selectedItems = pick.items.filter(({ picked }) => picked);
  pick.onDidChangeSelection((chosen) => {
    if (!chosen.every(isOpen)) pick.selectedItems = chosen.filter(isOpen);
  });
  pick.placeholder = question.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  return answerOf(pick, place, (accept) =>
    pick.onDidAccept(() => accept(pick.selectedItems.filter(isOpen).map(({ value }) => value))),
  );
}

/** The entries with a line above each group. */
function grouped<Value>(choices: readonly Choice<Value>[]): (Choice<Value> | QuickPickItem)[] {
  return choices.flatMap((choice, index) => {
    const group = choice.group ?? '';
    if (group === (choices[index - 1]?.group ?? '')) return [plainChoice(choice)];
    return [{ label: plainLabel(group), kind: QuickPickItemKind.Separator }, plainChoice(choice)];
  });
}

function plainChoice<Value>(choice: Choice<Value>): Choice<Value> {
  const { label, description, detail } = choice;
  return {
    ...choice,
    label: plainLabel(label),
    ...(description === undefined ? {} : { description: plainLabel(description) }),
    ...(detail === undefined ? {} : { detail: plainLabel(detail) }),
  };
}

function isOpen({ fixed }: Choice<unknown>): boolean {
  return fixed !== true;
}

/** Asks for a text that is valid; throws `CancellationError` or `BackRequested`. */
export async function askText(question: TextQuestion, place: StepPlace): Promise<string> {
  const box = window.createInputBox();
  box.prompt = plainMessage(question.prompt);
  box.placeholder = question.placeholder ?? '';
  box.value = question.value ?? '';
  box.password = question.password ?? false;
  // An untouched empty box is no mistake yet: the sentence comes with the first letter or with Enter.
  box.onDidChangeValue((text) => {
    question.keep?.(text);
    box.validationMessage = question.validate(text);
  });
  return answerOf(box, place, (accept) =>
    box.onDidAccept(() => {
      box.validationMessage = question.validate(box.value);
      if (box.validationMessage === undefined || box.validationMessage === '') accept(box.value);
    }),
  );
}

async function answerOf<Value>(
  input: QuickPick<QuickPickItem> | InputBox,
  place: StepPlace,
  onAccept: (accept: (value: Value) => void) => Disposable,
): Promise<Value> {
  input.title = place.title;
  // Other windows' focus must not throw away what was typed.
  input.ignoreFocusOut = true;
  if (place.total > 1) {
    input.step = place.step;
    input.totalSteps = place.total;
  }
  input.buttons = place.step > 1 ? [QuickInputButtons.Back] : [];
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  onAccept(resolve);
  input.onDidHide(() => reject(new CancellationError()));
  onBack(input, () => reject(new BackRequested()));
  input.show();
  try {
    return await promise;
  } finally {
    input.dispose();
  }
}

function onBack(input: QuickPick<QuickPickItem> | InputBox, back: () => void): void {
  input.onDidTriggerButton((button: QuickInputButton) => {
    if (button === QuickInputButtons.Back) back();
  });
}
