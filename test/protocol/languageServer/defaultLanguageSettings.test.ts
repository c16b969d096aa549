import { expect, it } from 'vitest';
import { defaultLanguageSettings } from '../../../server/protocol/languageServer/defaultLanguageSettings.ts';
import { languageSettingsSchema } from '../../../server/protocol/languageServer/languageSettings.ts';

it('the default settings are those of the schema, which the command line does not load', () => {
  expect(defaultLanguageSettings).toEqual(languageSettingsSchema.parse({}));
});
