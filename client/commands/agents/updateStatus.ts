import { CancellationTokenSource, l10n, Uri, window, workspace } from 'vscode';
import {
  readStatusRequest,
  type StatusReading,
  type UpdateStatusParams,
  updateStatusRequest,
} from '../../../server/protocol/languageServer/languageRequests.ts';
import { askText, pickOne } from '../../input/questions.ts';
import { runSteps, type Step } from '../../input/steps.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { givenText } from '../invocation.ts';
import { tell } from '../told.ts';
import { chooseAgent } from './chooseAgent.ts';
import { statusFile } from './openAgentPlaces.ts';

interface Answers {
  readonly reading: StatusReading;
  state?: string | undefined;
  mission?: string | undefined;
  blockers?: readonly string[] | undefined;
}

const longestText = 500;

/** Changes what the status file of an agent says, in the file's own style; one that is open stays in the editor's hands. */
export const updateStatus: CommandFunction = async (context, argument) => {
  const title = l10n.t('Update Status');
  const { uri, given } = await statusPlace(context, argument, title);
  const { token } = new CancellationTokenSource();
  const reading = await context.languageServer.send(readStatusRequest, { uri }, token);
  if (reading.refused !== undefined) throw new CommandRefused(reading.refused);
  const answers: Answers = { reading, ...given };
  if (Object.keys(given).length === 0) await runSteps(title, answers, [askState, askMission, askBlockers]);
  await write(context, { uri, change: changeOf(answers) });
};

interface StatusPlace {
  readonly uri: string;
  /** Answers given beforehand. */
  readonly given: Omit<Answers, 'reading'>;
}

/** The file of the row the command was started from, of the editor in front, or of the agent that is chosen. */
async function statusPlace(context: CommandContext, argument: unknown, title: string): Promise<StatusPlace> {
  const front = window.activeTextEditor?.document.uri;
  if (argument === undefined && front?.path.endsWith('/status.json'))
    return { uri: front.toString(), given: {} };
  const chosen = await chooseAgent(context, argument, {
    title,
    placeholder: l10n.t('Select the agent whose status file is changed'),
    fits: ({ file }) => file !== null,
    none: l10n.t('No agent has a status file here.'),
  });
  const [state, mission, blockers] = ['state', 'mission', 'blockers'].map((name) => givenText(chosen, name));
  const given = {
    ...(state !== undefined && { state }),
    ...(mission !== undefined && { mission }),
    ...(blockers !== undefined && { blockers: listed(blockers) }),
  };
  return { uri: Uri.file(statusFile(chosen.session, chosen.row)).toString(), given };
}

async function write({ languageServer }: CommandContext, params: UpdateStatusParams): Promise<void> {
  const { token } = new CancellationTokenSource();
  const { refused, edit } = await languageServer.send(updateStatusRequest, params, token);
  if (refused !== undefined) throw new CommandRefused(refused);
  if (edit === undefined || edit === null) {
    tell(l10n.t('The status file is written.'));
    return;
  }
  if (!(await workspace.applyEdit(await languageServer.workspaceEdit(edit))))
    throw new CommandRefused(l10n.t('The status file was edited meanwhile: please try again.'));
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === params.uri);
  await document?.save();
}

/** Only what was answered differently: what stays is not written anew. */
function changeOf({ reading, state, mission, blockers }: Answers): UpdateStatusParams['change'] {
  return {
    ...(state !== undefined && state !== reading.state && { state }),
    ...(mission !== undefined && mission !== (reading.mission ?? '') && { mission }),
    ...(blockers !== undefined && blockers.join() !== reading.blockers.join() && { blockers }),
  };
}

const askState: Step<Answers> = async (answers, place) => {
  const { state, states } = answers.reading;
  const current = l10n.t('as it is');
  const choices = [
    ...(state === undefined ? [] : [{ label: state, description: current, value: state }]),
    ...states.filter((each) => each !== state).map((each) => ({ label: each, value: each })),
  ];
  answers.state = await pickOne({ placeholder: l10n.t('Select the state'), choices }, place);
};

const askMission: Step<Answers> = async (answers, place) => {
  answers.mission = await ask(
    l10n.t('Mission, in a sentence'),
    answers.mission ?? answers.reading.mission ?? '',
    place,
  );
};

const askBlockers: Step<Answers> = async (answers, place) => {
  const prompt = l10n.t('What blocks the agent, with semicolons between; empty: nothing');
  const present = (answers.blockers ?? answers.reading.blockers).join('; ');
  answers.blockers = listed(await ask(prompt, present, place));
};

function listed(text: string): string[] {
  return text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

async function ask(prompt: string, value: string, place: Parameters<Step<Answers>>[1]): Promise<string> {
  const tooLong = l10n.t('This is longer than {0} characters.', longestText);
  const validate = (text: string) => (text.length > longestText ? tooLong : undefined);
  return (await askText({ prompt, value, validate }, place)).trim();
}
