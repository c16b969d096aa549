import path from 'node:path';
import type { TargetVersion } from '../analysis/laziness/importExplanation.ts';
import {
  type PythonTarget,
  type PythonTargetSources,
  pythonTarget,
  pythonTargetFiles,
} from '../configuration/pythonTarget/pythonTarget.ts';
import { slashed } from './files/pathBelow.ts';
import { readSmallFile } from './files/readSmallFile.ts';

/** What decides which Python the code of a repository has to run on. */
export interface PythonTargetPlace {
  /** Absolute; nothing above it is read. */
  readonly root: string;
  /** `swarm.python.targetVersion`; empty where it is not set. */
  readonly setting?: string;
}

/**
 * The oldest Python that the code of each folder of a repository has to run on: as a setting says, else the nearest folder
 * whose files say it. Every folder is read once.
 */
export class PythonTargets {
  readonly #place: PythonTargetPlace;
  readonly #onProblem: (sentence: string) => void;
  readonly #known = new Map<string, Promise<TargetVersion | undefined>>();
  #bySetting: Promise<TargetVersion | undefined> | undefined;

  /** @param onProblem is told what cannot be read, or not as a version */
  constructor(place: PythonTargetPlace, onProblem: (sentence: string) => void) {
    this.#place = place;
    this.#onProblem = onProblem;
  }

  /** Undefined where nothing says. Never rejects. */
  async of(folder: string): Promise<TargetVersion | undefined> {
    const { setting } = this.#place;
    this.#bySetting ??= pythonTarget({ setting }).then((target) => this.#told(target));
    return (await this.#bySetting) ?? this.#nearest(folder);
  }

  #nearest(folder: string): Promise<TargetVersion | undefined> {
    const known = this.#known.get(folder) ?? this.#read(folder);
    this.#known.set(folder, known);
    return known;
  }

  async #read(folder: string): Promise<TargetVersion | undefined> {
    const { root } = this.#place;
    const below = path.relative(root, folder);
    const isBelow = below !== '' && !below.startsWith('..') && !path.isAbsolute(below);
    const stated = this.#told(await statedIn(folder, isBelow ? `${slashed(below)}/` : ''));
    return stated ?? (isBelow ? this.#nearest(path.dirname(folder)) : undefined);
  }

  #told({ version, problems }: PythonTarget): TargetVersion | undefined {
    for (const problem of problems) this.#onProblem(problem);
    return version;
  }
}

/** @param shown what stands before the names of its files in sentences */
async function statedIn(folder: string, shown: string): Promise<PythonTarget> {
  const unreadable: string[] = [];
  const sources: Record<string, string | undefined> = {};
  for (const name of pythonTargetFiles) {
    try {
      sources[name] = readSmallFile(path.join(folder, name));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      unreadable.push(`${shown}${name} cannot be read: ${why}.`);
    }
  }
  const target = await pythonTarget(sources satisfies PythonTargetSources, shown);
  return { ...target, problems: [...unreadable, ...target.problems] };
}
