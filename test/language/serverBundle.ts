import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildPrograms } from '../../scripts/build.ts';

/**
 * Bundles programs as the extension ships them, into a folder outside of it.
 * @param entryPoints path of the source, relative to the project, by the name of the program
 * @returns paths of the bundled programs by their names
 */
export async function bundlePrograms<Name extends string>(
  entryPoints: Readonly<Record<Name, string>>,
  folder: string,
): Promise<Record<Name, string>> {
  await buildPrograms(entryPoints, folder);
  // As the extension's own: Node is to take them for modules without having to look.
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  const names = Object.keys(entryPoints) as Name[];
  return Object.fromEntries(names.map((name) => [name, path.join(folder, `${name}.js`)])) as Record<
    Name,
    string
  >;
}
