import * as z from 'zod';
import { defaultLanguageSettings } from './defaultLanguageSettings.ts';

const { limits, fileLengthLanguages } = defaultLanguageSettings;

/** Zero turns a limit off. */
const limit = z.int().min(0).max(1_000_000);

/**
 * The part of the editor's settings (section `swarm`) that the language server reads. What the repository states
 * wins over these, so that the editor and CI say the same.
 */
export const languageSettingsSchema = z.object({
  enable: z.boolean().default(true),
  limits: z
    .object({
      file: limit.default(limits.file),
      function: limit.default(limits.function),
      class: limit.default(limits.class),
      parameters: limit.default(limits.parameters),
      complexity: limit.default(limits.complexity),
      nesting: limit.default(limits.nesting),
      classesPerFile: limit.default(limits.classesPerFile),
      functionsPerFile: limit.default(limits.functionsPerFile),
      enumsPerFile: limit.default(limits.enumsPerFile),
      lineLength: limit.default(limits.lineLength),
      counting: z.enum(['physical', 'non-blank', 'code']).default('physical'),
      /** Part of a limit from which a hint says that it comes near; zero for no such hints. */
      approachingFrom: z.number().min(0).max(1).default(limits.approachingFrom),
    })
    .prefault({}),
  /** Language ids whose files have a file-length limit. */
  fileLengthLanguages: z.array(z.string()).default(fileLengthLanguages),
  heavyImports: z
    .object({
      enable: z.boolean().default(true),
      modules: z.array(z.string()).default([]),
      allow: z.array(z.string()).default([]),
      /** Whether imports that load heavy modules through other files of the workspace count too. */
      transitive: z.boolean().default(true),
    })
    .prefault({}),
  exclude: z.array(z.string()).default([]),
  /** Whether comments that disable rules of other tools disable the same here. */
  suppressionComments: z.enum(['all', 'own']).default('all'),
  /** Whether the findings of files that are not open are shown too. */
  workspaceDiagnostics: z.enum(['off', 'on']).default('off'),
  python: z
    .object({
      /** Oldest Python that the code has to run on: `3.11`; empty for what the project itself states. */
      targetVersion: z.string().default(''),
    })
    .prefault({}),
  inlayHints: z
    .object({
      /** What importing a module was measured to cost, behind its import. */
      importCost: z.boolean().default(true),
    })
    .prefault({}),
  codeLens: z
    .object({
      /** Lines used of lines allowed, above the file and what comes near its limit. */
      lines: z.boolean().default(false),
    })
    .prefault({}),
});
export type LanguageSettings = z.infer<typeof languageSettingsSchema>;
