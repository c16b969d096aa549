import { expect, it } from 'vitest';
import { defaultLanguageSettings } from '../../server/protocol/defaultLanguageSettings.ts';
import { languageSettingsSchema } from '../../server/protocol/languageSettings.ts';

it('the default settings are those of the schema, which the command line does not load', () => {
  expect(defaultLanguageSettings).toEqual(languageSettingsSchema.parse({}));
});
