import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

const answerMilliseconds = 5000;
/** Stands before each answer, in HAProxy's interactive mode. */
const prompt = '\n> ';

/**
 * Has HAProxy execute commands of its Runtime API, in order and in one go.
 * @returns what each of them answered
 * @throws {Error} a sentence: it does not answer
 */
export async function askRuntime(socketPath: string, commands: readonly string[]): Promise<string[]> {
  const socket = connect(socketPath);
  const late = setTimeout(() => socket.destroy(new Error('time is over')), answerMilliseconds);
  try {
    await once(socket, 'connect');
    socket.write(`${['prompt', ...commands, 'quit'].join('\n')}\n`);
    const answers = (await text(socket)).split(prompt).slice(1, -1);
    if (answers.length !== commands.length) throw new Error('it ended too soon');
    return answers.map((answer) => answer.trim());
  } catch (cause) {
    throw new Error('HAProxy does not answer on its runtime socket.', { cause });
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
}

/** What the Runtime API says where it has done something, or had nothing to do; mostly it says nothing. */
const done = /^(?:.*port changed from .*|no need to change the addr, no need to change the port.*)?$/;

/**
 * As `askRuntime`, for commands that change something.
 * @throws {Error} a sentence: it does not answer, or it refuses
 */
export async function tellRuntime(socketPath: string, commands: readonly string[]): Promise<void> {
  if (commands.length === 0) return;
  const answers = await askRuntime(socketPath, commands);
  answers.forEach((answer, index) => {
    if (done.test(answer)) return;
    const reason = answer.split('\n')[0]?.slice(0, 200);
    throw new Error(`HAProxy refuses "${commands[index]?.slice(0, 100)}": ${reason}`);
  });
}
