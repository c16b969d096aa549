import { MarkdownString } from 'vscode';

/** Builds a tooltip from texts of a repository: all of them are escaped, and nothing in it is trusted. */
export class Tooltip {
  readonly #markdown = new MarkdownString();

  constructor(title: string) {
    this.#markdown.appendMarkdown('**').appendText(oneLine(title)).appendMarkdown('**\n\n');
  }

  /** One line `label: value`; nothing where there is no value. */
  fact(label: string, value: string | number | null | undefined): this {
    if (value === null || value === undefined || value === '') return this;
    this.#markdown.appendText(`${label}: ${oneLine(String(value))}`).appendMarkdown('  \n');
    return this;
  }

  list(label: string, values: readonly string[], most = 10): this {
    if (values.length === 0) return this;
    this.#markdown.appendMarkdown('\n').appendText(`${label}:`).appendMarkdown('\n\n');
    for (const value of values.slice(0, most)) {
      this.#markdown.appendMarkdown('* ').appendText(oneLine(value)).appendMarkdown('\n');
    }
    if (values.length > most) this.#markdown.appendMarkdown(`* +${values.length - most}\n`);
    this.#markdown.appendMarkdown('\n');
    return this;
  }

  time(label: string, timestamp: string | null | undefined): this {
    return this.fact(label, timestamp ? new Date(timestamp).toLocaleString() : undefined);
  }

  build(): MarkdownString {
    return this.#markdown;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 500);
}
