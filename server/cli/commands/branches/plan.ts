import type { MergePlan } from '../../../protocol/mergePlan.ts';
import type { Command } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { textTable } from '../../table.ts';

export const command: Command = {
  name: 'branches plan',
  summary: 'Tell in which order branches merge with the fewest conflicts',
  usage: 'branches plan [branch…] [options]',
  details: 'Without branches it plans all that have commits the base has not. Nothing is merged.',
  options: { json: { type: 'boolean', description: 'Print the plan of the API as JSON' } },
  async run({ positionals, values }, { cwd, stdout }) {
    const body = positionals.length === 0 ? {} : { branches: [...positionals] };
    const plan = await callService(await findService(cwd), 'planMerges', { body });
    stdout.write(replyText(values, plan, tableText(plan)));
    return 0;
  },
};

function tableText({ base, steps }: MergePlan): string {
  return textTable(
    [
      { title: `INTO ${base}`, text: ({ place }) => String(place) },
      { title: 'BRANCH', text: ({ name }) => name },
      { title: 'OUTCOME', text: ({ state }) => state },
      { title: 'WHY', text: ({ why }) => why },
    ],
    steps.map((step, index) => ({ ...step, place: index + 1 })),
    `No branch has commits that ${base} has not.`,
  );
}
