import { type Command, CommandError } from '../../command.ts';
import { callService } from '../../serviceConnection.ts';
import { reasonOf, reasonOption, taskCommand } from './taskCommand.ts';

export const verify: Command = taskCommand({
  verb: 'verify',
  summary: 'Look at the evidence of a task once more; never of your own',
  details: 'Exit code 1: the evidence does not hold.',
  prepare: () => (service, params) => callService(service, 'verifyTask', { params }),
  isDone: ({ stage }) => stage === 'verified',
});

export const credit: Command = taskCommand({
  verb: 'credit',
  summary: 'Credit the points of a verified task, whose evidence is looked at once more; never your own',
  details: 'Exit code 1: the evidence does not hold any more, and nothing is credited.',
  prepare: () => (service, params) => callService(service, 'creditTask', { params }),
  isDone: ({ credited }) => credited,
});

export const answer = withReason('answer', 'Answer the question of the worker of a task', 'answerTask');
export const accept = withReason(
  'accept',
  'Accept work whose evidence does not suffice; never your own',
  'acceptTask',
);
export const dispute = withReason('dispute', 'Contest a task that was verified or credited', 'disputeTask');
export const reverse = withReason(
  'reverse',
  'Take the credit of a task back by an entry of its own',
  'reverseTask',
);

export const resolve: Command = taskCommand({
  verb: 'resolve',
  summary: 'Decide a dispute: the credit stands, or its points go back to the contract',
  asks: '--outcome <outcome> --reason <reason>',
  options: {
    outcome: { type: 'string', placeholder: 'outcome', description: 'upheld or overturned' },
    reason: reasonOption,
  },
  prepare(args) {
    const { outcome } = args.values;
    if (outcome !== 'upheld' && outcome !== 'overturned')
      throw new CommandError('contracts resolve: --outcome takes upheld or overturned.');
    const body = { outcome, reason: reasonOf(args, 'contracts resolve') } as const;
    return (service, params) => callService(service, 'resolveTask', { params, body });
  },
});

export const cancel: Command = taskCommand({
  verb: 'cancel',
  summary: 'End a task that is not credited',
  asks: '--reason <reason>',
  options: {
    reason: reasonOption,
    rejected: { type: 'boolean', description: 'The work is refused, rather than not wanted any more' },
  },
  prepare(args) {
    const as = args.values['rejected'] === true ? 'rejected' : 'canceled';
    const body = { reason: reasonOf(args, 'contracts cancel'), as } as const;
    return (service, params) => callService(service, 'cancelTask', { params, body });
  },
});

function withReason(
  verb: string,
  summary: string,
  route: 'answerTask' | 'acceptTask' | 'disputeTask' | 'reverseTask',
): Command {
  return taskCommand({
    verb,
    summary,
    asks: '--reason <reason>',
    options: { reason: reasonOption },
    prepare(args) {
      const body = { reason: reasonOf(args, `contracts ${verb}`) };
      return (service, params) => callService(service, route, { params, body });
    },
  });
}
