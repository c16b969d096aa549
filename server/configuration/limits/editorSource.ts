import { limitNames } from '../../analysis/limits/limits.ts';
import { defaultLanguageSettings } from '../../protocol/languageServer/defaultLanguageSettings.ts';
import type { LanguageSettings } from '../../protocol/languageServer/languageSettings.ts';
import type { LimitSource } from './limitSource.ts';

/** The editor's settings, which state every limit; a value nobody changed counts as the default. */
export function editorSource({ limits }: LanguageSettings): LimitSource {
  const statements = limitNames.map((limit) => {
    const value = limits[limit];
    const kind = value === defaultLanguageSettings.limits[limit] ? ('default' as const) : ('editor' as const);
    return { limit, value, guideline: false, origin: { kind, name: `swarm.limits.${limit}` } };
  });
  return { kind: 'editor', languages: 'all', groups: [{ statements }] };
}
