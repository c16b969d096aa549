import { globProblem } from '../configuration/exclusion.ts';
import {
  type LanguageSettings,
  languageSettingsSchema,
} from '../protocol/languageServer/languageSettings.ts';

/** What the editor sent as its settings, with the default for each value that cannot be; a sentence about each. */
export function parseSettings(raw: unknown): { settings: LanguageSettings; problems: string[] } {
  const problems = new Map<string, string>();
  const kept: unknown = raw === undefined || raw === null ? {} : structuredClone(raw);
  for (;;) {
    const parsed = languageSettingsSchema.safeParse(kept);
    if (parsed.success)
      return { settings: parsed.data, problems: [...problems.values(), ...uselessGlobs(parsed.data)] };
    for (const { path, message } of parsed.error.issues) {
      const setting = path.slice(0, settingDepth(path));
      const name = ['swarm', ...setting].join('.');
      if (!problems.has(name)) problems.set(name, `The setting ${name} is not used: ${message}.`);
      if (!remove(kept, setting))
        return { settings: languageSettingsSchema.parse({}), problems: [...problems.values()] };
    }
  }
}

/** A sentence about each glob that excludes nothing. */
function uselessGlobs({ exclude }: LanguageSettings): string[] {
  return exclude.flatMap((glob, index) => {
    const why = globProblem(glob);
    return why === undefined ? [] : [`Entry ${index + 1} of the setting swarm.exclude is not used: ${why}.`];
  });
}

/** A list is one setting: one bad entry makes it fall back as a whole. */
function settingDepth(path: readonly PropertyKey[]): number {
  const index = path.findIndex((key) => typeof key === 'number');
  return index === -1 ? path.length : index;
}

function remove(root: unknown, path: readonly PropertyKey[]): boolean {
  const key = path.at(-1);
  let parent = root;
  for (const step of path.slice(0, -1)) parent = isRecord(parent) ? parent[step] : undefined;
  return key !== undefined && isRecord(parent) && Reflect.deleteProperty(parent, key);
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
