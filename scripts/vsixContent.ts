import { readFile } from 'node:fs/promises';

/** What may be in the package, besides the two files that every VSIX has. */
const allowed = [
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/i,
  /^extension\/dist\/(swarm|status)\.schema\.json$/,
  /^extension\/dist\/(client|server)\/[\w.-]+\.c?js$/,
  /^extension\/media\/(walkthrough\/)?[\w.-]+\.(svg|png|md)$/,
  /^extension\/media\/[\w.-]+\.css$/,
  /^extension\/docs\/rules\/[\w-]+\.md$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
];

/** The names of a package's files that are not on the list. */
export function unexpectedFiles(files: readonly string[]): string[] {
  return files.filter((file) => !allowed.some((pattern) => pattern.test(file)));
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * Names of the files in a VSIX, which is a zip archive, from its central directory.
 * @throws {Error} it is no zip archive
 */
export async function readVsixFiles(file: string): Promise<string[]> {
  const archive = await readFile(file);
  const end = lastIndexOfSignature(archive, endOfDirectory);
  if (end < 0) throw new Error(`${file} is no zip archive`);
  const names: string[] = [];
  let offset = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(offset) !== directoryEntry) throw new Error(`${file} is damaged`);
    const nameLength = archive.readUInt16LE(offset + 28);
    const extraLength = archive.readUInt16LE(offset + 30);
    const commentLength = archive.readUInt16LE(offset + 32);
    names.push(archive.toString('utf8', offset + 46, offset + 46 + nameLength));
    offset += 46 + nameLength + extraLength + commentLength;
  }
  return names;
}

function lastIndexOfSignature(archive: Buffer, signature: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return archive.lastIndexOf(bytes);
}
