import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type ServiceFile, serviceFileName, serviceFileSchema } from '../../protocol/serviceFile.ts';
import { readPrivateFile, writePrivateFile } from '../files/privateFile.ts';

/** What reading the service file gave. */
export type ServiceFileReading =
  | { readonly state: 'present'; readonly file: ServiceFile }
  | { readonly state: 'absent' }
  /** It must not be used: not ours, not private, or not in its shape. */
  | { readonly state: 'unusable'; readonly why: string };

/** Writes the service file. */
export async function writeServiceFile(stateFolder: string, file: ServiceFile): Promise<void> {
  await writePrivateFile(path.join(stateFolder, serviceFileName), `${JSON.stringify(file, null, 1)}\n`);
}

/** Reads the service file. */
export async function readServiceFile(stateFolder: string): Promise<ServiceFileReading> {
  const name = path.join(stateFolder, serviceFileName);
  const reading = await readPrivateFile(name);
  if (reading.state !== 'present') return reading;
  const file = parse(reading.text);
  if (file) return { state: 'present', file };
  return { state: 'unusable', why: `${name} is damaged; remove it and start the service again.` };
}

function parse(text: string): ServiceFile | undefined {
  try {
    return serviceFileSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Removes the service file where it still carries this token: a later service's file stays. */
export async function removeServiceFile(stateFolder: string, token: string): Promise<void> {
  const reading = await readServiceFile(stateFolder);
  if (reading.state === 'present' && reading.file.token === token)
    await rm(path.join(stateFolder, serviceFileName), { force: true });
}
