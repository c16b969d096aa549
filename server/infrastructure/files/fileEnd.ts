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

const lastLineBytes = 4096;

/** The last line of a file that says something, cut where it is long; undefined where there is none. */
export async function lastLineOf(file: string): Promise<string | undefined> {
  const text = await fileEnd(file, lastLineBytes);
  return text
    ?.split('\n')
    .findLast((line) => line.trim() !== '')
    ?.trim()
    .slice(0, 300);
}
