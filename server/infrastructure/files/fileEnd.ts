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
