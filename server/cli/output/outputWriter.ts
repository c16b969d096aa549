import type { OutputPart } from '../../protocol/outputLog.ts';
import type { CommandIo } from '../command.ts';
import { terminalText } from './terminalText.ts';

/** Writes what sources printed, one source after the other. */
export interface OutputWriter {
  begin(source: string): void;
  part(part: OutputPart): void;
  end(): void;
}

/** As text, each source under its name where there are several. */
export function textWriter({ stdout, stderr, isTty }: CommandIo): OutputWriter {
  let before: string | undefined;
  let atLineStart = true;
  return {
    begin(source) {
      if (before !== undefined) stderr.write(`${atLineStart ? '' : '\n'}==> ${source} <==\n`);
      before = source;
    },
    part({ text, gap }) {
      if (gap) stderr.write('(Lines are missing here: the output was larger than what is kept.)\n');
      if (text === '') return;
      stdout.write(isTty ? terminalText(text) : text);
      atLineStart = text.endsWith('\n');
    },
    end() {},
  };
}

/** As a JSON value per line: `{ source, text }`. */
export function jsonLineWriter({ stdout }: CommandIo): OutputWriter {
  let name = '';
  let unfinished = '';
  const line = (text: string) => stdout.write(`${JSON.stringify({ source: name, text })}\n`);
  return {
    begin(source) {
      name = source;
    },
    part({ text, gap }) {
      if (gap) stdout.write(`${JSON.stringify({ source: name, gap: true })}\n`);
      const lines = `${unfinished}${text}`.split('\n');
      unfinished = lines.pop() ?? '';
      for (const each of lines) line(each);
    },
    end() {
      if (unfinished !== '') line(unfinished);
      unfinished = '';
    },
  };
}
