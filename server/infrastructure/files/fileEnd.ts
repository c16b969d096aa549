import { open } from 'node:fs/promises';

/** The last bytes of a file as text without control characters other than line breaks; undefined where there is no file. */
export async function fileEnd(file: string, bytes: number): Promise<string | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - bytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, start);
    return buffer.toString('utf8', 0, bytesRead).replaceAll(/[^\P{Cc}\n]/gu, '');
  } finally {
    await handle.close();
  }
}

const readBytes = 8192;
/** What runtimes write below a failure that says nothing of it. */
const epilogue =
  /^(Node\.js v\d|at |#$|-----.*-----$|\d+: 0x[\da-f]+ |npm (error|ERR!) (A complete log|\S*debug-\d)|note: run with `RUST_BACKTRACE)|^[\s^~})\]]*$/;
const thrown = /^(Uncaught )?[\w.]*(Error|Exception)\b/;

/** The line at the end of a file that tells most of how a program ended, cut where it is long; undefined where there is none. */
export async function tellingLineOf(file: string): Promise<string | undefined> {
  const text = (await fileEnd(file, readBytes)) ?? '';
  const lines = text.split('\n').map((line) => line.trim());
  // Node writes properties of the error and its own version below the error.
  const isOfNode = /^Node\.js v\d/.test(lines.findLast((line) => line !== '') ?? '');
  const error = isOfNode ? lines.findLast((line) => thrown.test(line)) : undefined;
  const last = error ?? lines.findLast((line) => !epilogue.test(line));
  return last?.replace(/^# /, '').slice(0, 300);
}
