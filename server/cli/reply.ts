import type { CommandArguments } from './command.ts';

/** JSON as every command prints it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What a command prints of a reply: the reply itself where `--json` asks for it, else the text for people. */
export function replyText(values: CommandArguments['values'], reply: unknown, text: string): string {
  return values['json'] === true ? jsonText(reply) : text;
}
