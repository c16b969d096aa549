import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImportCost } from '../../protocol/languageServer/languageRequests.ts';
import { renameOver } from '../../workspace/files/renameOver.ts';

const fileName = 'importCosts.json';
/** Older ones beyond this many are forgotten. */
const maximumCosts = 1000;

/**
 * The measured costs of imports, one for each module, version of it and interpreter; in a file where a folder is given,
 * so that they outlive the server.
 */
export class ImportCosts {
  readonly #folder: string | undefined;
  readonly #log: (line: string) => void;
  readonly #costs = new Map<string, ImportCost>();
  readonly #byModule = new Map<string, ImportCost>();
  #loading: Promise<void> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(folder: string | undefined, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Resolves when what was kept is known, which is read once; a file that cannot be read counts as none. Never rejects. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** The newest measurement of a module. */
  latest(module: string): ImportCost | undefined {
    return this.#byModule.get(module);
  }

  /** Keeps a measurement; resolves when it is kept. Never rejects. */
  add(cost: ImportCost): Promise<void> {
    this.#remember(cost);
    // Writing before reading would lose what was kept.
    this.#saving = Promise.all([this.#saving, this.load()]).then(() => this.#save());
    return this.#saving;
  }

  #remember(cost: ImportCost): void {
    const key = JSON.stringify([cost.module, cost.version, cost.python, cost.interpreter]);
    this.#costs.delete(key);
    this.#costs.set(key, cost);
    this.#byModule.set(cost.module, cost);
  }

  async #load(): Promise<void> {
    if (this.#folder === undefined) return;
    const text = await readFile(path.join(this.#folder, fileName), 'utf8').catch(() => '[]');
    // What was measured meanwhile is newer.
    const measured = [...this.#costs.values()];
    for (const cost of [...parseCosts(text), ...measured]) this.#remember(cost);
  }

  async #save(): Promise<void> {
    if (this.#folder === undefined) return;
    const file = path.join(this.#folder, fileName);
    const temporary = `${file}.${process.pid}`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(temporary, JSON.stringify([...this.#costs.values()].slice(-maximumCosts)));
      await renameOver(temporary, file);
    } catch (error) {
      this.#log(`Measured costs of imports could not be kept: ${String(error)}`);
    }
  }
}

function parseCosts(text: string): ImportCost[] {
  try {
    const costs: unknown = JSON.parse(text);
    return Array.isArray(costs) ? costs.filter(isCost) : [];
  } catch {
    return [];
  }
}

function isCost(value: unknown): value is ImportCost {
  if (typeof value !== 'object' || value === null) return false;
  const { module, python, milliseconds, measuredAt, heaviest } = value as Partial<
    Record<keyof ImportCost, unknown>
  >;
  return (
    typeof module === 'string' &&
    typeof python === 'string' &&
    typeof milliseconds === 'number' &&
    typeof measuredAt === 'number' &&
    Array.isArray(heaviest)
  );
}
