import type { Range } from '../../../analysis/finding.ts';

/** An option of an INI file as Python's configparser reads it. */
export interface IniOption {
  /** Lower case: `pylint.format`. */
  readonly section: string;
  /** Lower case, with hyphens: `max-module-lines`. */
  readonly name: string;
  /** With its continuation lines. */
  readonly value: string;
  /** Of the name and the first line of the value. */
  readonly range: Range;
}

/** The options of an INI file, in their order. */
export function iniOptions(text: string): IniOption[] {
  const options: { section: string; name: string; value: string; range: Range }[] = [];
  let section = '';
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const header = /^\[([^\]]{1,200})\]/.exec(line);
    const option = /^([^\s=:#;[][^=:]{0,200}?)\s*[=:]\s*(.*?)\s*$/.exec(line);
    const last = options.at(-1);
    if (header) section = header[1]?.trim().toLowerCase() ?? '';
    else if (option) {
      const name = option[1]?.toLowerCase().replaceAll('_', '-') ?? '';
      options.push({ section, name, value: option[2] ?? '', range: lineRange(index + 1, line) });
    } else if (/^\s/.test(line) && last?.section === section) last.value += `\n${line.trim()}`;
  }
  return options;
}

function lineRange(line: number, text: string): Range {
  return {
    start: { line, column: text.length - text.trimStart().length + 1 },
    end: { line, column: text.trimEnd().length + 1 },
  };
}
