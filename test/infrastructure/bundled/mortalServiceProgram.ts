// The service as a process of its own that kills itself at a step:
// `mortalServiceProgram <folder> [before|after <event type> [text in its data]]`.
// Another step is told by a line of its input, a JSON list of the same words, and taken by a line of its output.
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import type { CommandStore } from '../../../server/infrastructure/events/subject.ts';
import { runService } from '../../../server/infrastructure/service/runService.ts';
import { type SubjectParts, startSubjects } from '../../../server/infrastructure/service/subjects.ts';

const [folder = '', ...fault] = process.argv.slice(2);
let [when, type, text = ''] = fault;

createInterface(process.stdin).on('line', (line) => {
  [when, type, text = ''] = JSON.parse(line) as string[];
  console.log('armed');
});

function isFatal(event: { readonly type: string; readonly data: object }): boolean {
  return event.type === type && JSON.stringify(event.data).includes(text);
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('not reached');
}

/** The store, with its process killed right before or right after the event is durable. */
function deadly(commands: CommandStore): CommandStore {
  return {
    get: (subject, id) => commands.get(subject, id),
    all: (subject) => commands.all(subject),
    onCommitted: (listener) => commands.onCommitted(listener),
    execute: (subject, id, decide, meta) =>
      commands.execute(
        subject,
        id,
        (state, version) => {
          const drafts = decide(state, version);
          if (when === 'before' && drafts.some(isFatal)) die();
          return drafts;
        },
        meta,
      ),
  };
}

async function startMortal(parts: SubjectParts) {
  parts.commands.onCommitted((event) => {
    if (when === 'after' && isFatal(event)) die();
  });
  return startSubjects({ ...parts, commands: deadly(parts.commands) });
}

function ready(address: string): void {
  // One that is killed keeps for the next ones nothing of what Node has compiled, unless it does so now.
  flushCompileCache();
  console.log(address);
}

process.exit(
  await runService(
    { repository: folder, startSubjects: startMortal },
    { ready, failed: (sentence) => console.error(sentence) },
  ),
);
