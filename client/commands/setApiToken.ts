import { commands, env, l10n } from 'vscode';
import { settingKey } from '../contributions.ts';
import { parseApiUrl } from '../infrastructure/remoteService.ts';
import { askText } from '../input/questions.ts';
import { apiTokenSecret } from '../secrets.ts';
import { readSettings } from '../settings.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';

/** Keeps the token of the remote API in the editor's secret storage; an empty one removes it. */
export const setApiToken: CommandFunction = async ({ extension }) => {
  const { apiUrl } = readSettings();
  if (apiUrl === '') {
    await openApiUrlSetting();
    throw new CommandRefused(
      l10n.t('Set the address of the API first; the service on this machine needs no token.'),
    );
  }
  const title = l10n.t('Set API Token');
  const prompt = l10n.t('Token for {0} (empty removes it)', await checkedUrl(apiUrl));
  const validate = (text: string) =>
    /^[\x21-\x7e]*$/.test(text) ? undefined : l10n.t('A token has no spaces and no special characters.');
  const token = await askText({ prompt, validate, password: true }, { title, step: 1, total: 1 });
  if (token === '') await extension.secrets.delete(apiTokenSecret(apiUrl));
  else await extension.secrets.store(apiTokenSecret(apiUrl), token);
};

/** Leads to the address where it is none. */
async function checkedUrl(apiUrl: string): Promise<string> {
  try {
    return parseApiUrl(apiUrl);
  } catch (error) {
    await openApiUrlSetting();
    throw error instanceof Error ? new CommandRefused(error.message, { cause: error }) : error;
  }
}

/** It belongs to the machine: where that is another one than the window's, the settings of the user have no such entry. */
async function openApiUrlSetting(): Promise<void> {
  const kind = env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings';
  await commands.executeCommand(`workbench.action.${kind}`, { query: settingKey.apiUrl });
}
