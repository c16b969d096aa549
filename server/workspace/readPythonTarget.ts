import path from 'node:path';
import {
  type PythonTarget,
  type PythonTargetSources,
  pythonTarget,
  pythonTargetFiles,
} from '../configuration/pythonTarget/pythonTarget.ts';
import { readSmallFile } from './readSmallFile.ts';

/**
 * The oldest Python that the project in a folder runs on, by a setting and the files at its root. Never rejects.
 * @param setting `swarm.python.targetVersion`; empty where it is not set
 */
export async function readPythonTarget(folder: string, setting = ''): Promise<PythonTarget> {
  const unreadable: string[] = [];
  const sources: Record<string, string | undefined> = { setting };
  for (const name of pythonTargetFiles) {
    try {
      sources[name] = readSmallFile(path.join(folder, name));
    } catch (error) {
      unreadable.push(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  const target = await pythonTarget(sources satisfies PythonTargetSources);
  return { ...target, problems: [...unreadable, ...target.problems] };
}
