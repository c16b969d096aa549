import type { EventDraft, Subject } from '../../events/subject.ts';

export const hooksInstalled = (folder: string): EventDraft => ({ type: 'hooks.installed', data: { folder } });
export const hooksRemoved = (folder: string): EventDraft => ({ type: 'hooks.removed', data: { folder } });

/** The stream `hooks/repository`: who installed and removed them; whether they are there, the files tell. */
export const hookSubject: Subject<null> = { name: 'hooks', initial: null, evolve: () => null };
