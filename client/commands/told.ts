import { window } from 'vscode';
import { plainMessage } from '../plainText.ts';

/** Tells the outcome without waiting until it is read; `action` is offered beside it. */
export function tell(message: string, action?: { readonly title: string; run(): Promise<unknown> }): void {
  const shown = window.showInformationMessage(plainMessage(message), ...(action ? [action.title] : []));
  void shown.then((chosen) => (chosen !== undefined && chosen === action?.title ? action.run() : undefined));
}
