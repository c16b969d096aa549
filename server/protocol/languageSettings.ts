import * as z from 'zod';
import { defaultLanguageSettings } from './defaultLanguageSettings.ts';

const { limits, fileLengthLanguages } = defaultLanguageSettings;

/**
 * The part of the editor's settings (section `swarm`) that the language server reads. What `swarm.json` states
 * wins over these, so that the editor and CI say the same.
 */
export const languageSettingsSchema = z.object({
  enable: z.boolean().default(true),
  limits: z
    .object({
      file: z.int().min(1).max(1_000_000).default(limits.file),
      function: z.int().min(1).max(1_000_000).default(limits.function),
      class: z.int().min(1).max(1_000_000).default(limits.class),
    })
    .prefault({}),
  /** Language ids whose files have a file-length limit. */
  fileLengthLanguages: z.array(z.string()).default(fileLengthLanguages),
  heavyImports: z
    .object({
      enable: z.boolean().default(true),
      modules: z.array(z.string()).default([]),
      allow: z.array(z.string()).default([]),
    })
    .prefault({}),
  exclude: z.array(z.string()).default([]),
});
export type LanguageSettings = z.infer<typeof languageSettingsSchema>;

/** Section of the editor's settings that is ours. */
export const settingsSection = 'swarm';
/** Command of the client that opens a rule's page; its argument is the page's address. */
export const openRulePageCommand = 'swarm.openRulePage';
/** `source` of every diagnostic of ours. */
export const diagnosticSource = 'swarm';
/** `code` of the diagnostics of a `swarm.json` that cannot be read. */
export const configurationCode = 'configuration';

/** Address of the page that explains a rule. */
export function rulePage(rule: string): string {
  return `https://github.com/swarm-tools/swarm/blob/main/docs/rules/${rule}.md`;
}
