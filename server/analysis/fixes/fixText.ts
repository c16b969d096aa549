import type { Finding } from '../finding.ts';
import { SourceModule } from '../sourceModule.ts';
import { EditedText } from './editedText.ts';
import type { Fix, OffsetEdit } from './fix.ts';

/** What fixing a text needs to know; both are asked again after every fix. */
export interface FixSource {
  readonly findings: (module: SourceModule) => readonly Finding[];
  /** The ways of fixing a finding, the preferred one first. */
  readonly fixesOf: (module: SourceModule, finding: Finding) => Promise<readonly Fix[]>;
  /** Whether fixes that may change what the module does are made too. */
  readonly unsafe: boolean;
}

export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface FixedText {
  readonly text: string;
  /** Against the text that was given; none where nothing could be fixed. */
  readonly edits: readonly OffsetEdit[];
  readonly applied: readonly AppliedFix[];
  /** What is still to be found in the fixed text. */
  readonly remaining: readonly Finding[];
}

/**
 * Fixes what can be fixed in a text, one finding after the other. Each fix is proven for the text that the ones before
 * it left, so that two of them cannot spoil each other; one that does not make its finding go away is not made.
 */
export async function fixText(text: string, languageId: string, source: FixSource): Promise<FixedText> {
  const run = new FixRun(text, languageId, source);
  while (await run.step());
  return run.result;
}

class FixRun {
  readonly #original: string;
  readonly #languageId: string;
  readonly #source: FixSource;
  readonly #applied: AppliedFix[] = [];
  /** Findings that no fix has helped against, by what they say. */
  readonly #given = new Set<string>();
  #edited: EditedText;
  #module: SourceModule;
  #findings: readonly Finding[];

  constructor(text: string, languageId: string, source: FixSource) {
    this.#original = text;
    this.#languageId = languageId;
    this.#source = source;
    this.#edited = new EditedText(text);
    this.#module = new SourceModule(text, languageId);
    this.#findings = source.findings(this.#module);
  }

  get result(): FixedText {
    const { edits } = this.#edited;
    return { text: this.#module.text, edits, applied: this.#applied, remaining: this.#findings };
  }

  /** Makes one fix; false where there is none left. Every fix leaves fewer findings, so the steps come to an end. */
  async step(): Promise<boolean> {
    for (const finding of this.#findings) {
      const name = identity(finding);
      if (this.#given.has(name)) continue;
      for (const fix of await this.#source.fixesOf(this.#module, finding))
        if (this.#allows(fix) && this.#make(finding, fix)) return true;
      this.#given.add(name);
    }
    return false;
  }

  #allows({ safety }: Fix): boolean {
    return safety === 'safe' || this.#source.unsafe;
  }

  #make(finding: Finding, fix: Fix): boolean {
    const edited = new EditedText(this.#original);
    edited.apply(this.#edited.edits);
    edited.apply(fix.edits);
    const module = new SourceModule(edited.text, this.#languageId);
    const findings = this.#source.findings(module);
    if (findings.length >= this.#findings.length) return false;
    this.#edited = edited;
    this.#module = module;
    this.#findings = findings;
    this.#applied.push({ finding, fix });
    return true;
  }
}

function identity({ rule, message, data }: Finding): string {
  return JSON.stringify([rule, message, data]);
}
