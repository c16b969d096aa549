import type { Subject } from '../events/subject.ts';

/** Whether a person has allowed a command of the repository to run. */
export interface CommandApproval {
  readonly approved: boolean;
}

/** Streams `approval/<hash>`. */
export const approvalSubject: Subject<CommandApproval> = {
  name: 'approval',
  initial: { approved: false },
  evolve: (state, { type }) => (type === 'command.approved' ? { approved: true } : state),
};
