import type { ApiAddress } from '../../protocol/apiClient.ts';
import type { Slot } from '../../protocol/slots.ts';
import { type Command, type CommandArguments, CommandError, type CommandOption } from '../command.ts';
import { replyText } from '../reply.ts';
import { findService } from '../serviceConnection.ts';
import { plain } from '../table.ts';
import { findSlot } from './findSlot.ts';
import { slotText } from './slotText.ts';
import { unlessRefused } from './unlessRefused.ts';

/** Something that is done with one slot: `swarm <name> <slot>`. */
export interface SlotVerb {
  readonly name: string;
  readonly summary: string;
  /** What has to be given besides the slot: `--for <time> --reason <reason>`. */
  readonly asks?: string;
  readonly details: string;
  readonly options?: Readonly<Record<string, CommandOption>>;
  /** @throws {CommandError} an option that cannot be */
  prepare(args: CommandArguments): (service: ApiAddress, slot: Slot) => Promise<Slot>;
}

/** The command of a verb. */
export function slotCommand({ name, summary, asks, details, options, prepare }: SlotVerb): Command {
  return {
    name,
    summary,
    usage: `${name} <slot>${asks === undefined ? '' : ` ${asks}`} [options]`,
    details: `A slot is named environment/team/slot, or by as much of the end of that as only one has.\n${details}\nExit codes: 0 done, 1 refused, 2 error or no service.`,
    options: { ...options, json: { type: 'boolean', description: 'Print the slot of the API as JSON' } },
    async run(args, io) {
      const [named, ...others] = args.positionals;
      if (named === undefined || others.length > 0) throw new CommandError(`${name}: name one slot.`);
      const call = prepare(args);
      const service = await findService(io.cwd);
      const found = await findSlot(service, named);
      return unlessRefused(io, async () => {
        const slot = await call(service, found);
        io.stdout.write(replyText(args.values, slot, `${plain(slotText(slot))}\n`));
        return 0;
      });
    },
  };
}
