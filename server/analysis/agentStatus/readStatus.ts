import type { AgentStatus, StatusPriority, StatusProblem } from './agentStatus.ts';
import { priorityOfSpelling } from './prioritySpelling.ts';
import { stateOfSpelling } from './stateSpelling.ts';
import { type FieldMember, StatusDocument } from './statusDocument.ts';
import { decodeStatus, encodingProblem } from './statusEncoding.ts';
import type { StatusFieldName } from './statusFields.ts';
import { blockersOf, pointsOf, tasksOf, usageOf } from './statusLists.ts';
import { parseStatusTimestamp } from './statusTimestamp.ts';
import { meant, wordsOf } from './statusValues.ts';

/** Writing takes a moment after the claim was made, and clocks of one machine differ by nothing. */
const toleranceMilliseconds = 60_000;
/** More problems of one file tell nobody more. */
const maximumProblems = 20;

/** Under which names an object holds the word that a plain file has in its place. */
const wordKeys: Readonly<Partial<Record<StatusFieldName, readonly string[]>>> = {
  role: ['name', 'title', 'role', 'primary'],
  team: ['name', 'id', 'team'],
  phase: ['name', 'phase', 'current', 'current_phase'],
  mission: ['title', 'name', 'description', 'mission', 'current_mission', 'objective'],
  waitingFor: ['name', 'description', 'agent', 'reason', 'what'],
};
/** Under which names an object holds the word for a state. */
export const stateKeys = ['current_state', 'current', 'state', 'status'];

/** A file that says nothing, for the reason given: a sentence. */
export function unreadableStatus(problem: string, modifiedAt: Date | null): AgentStatus {
  return { ...emptyStatus, seenAt: modifiedAt, problem, unreadable: true };
}

/** Reads a status file as tolerantly as real ones need: one that is no JSON as far as it goes. Never throws. */
export function readStatus(text: string, modifiedAt: Date): AgentStatus {
  return statusOf(new StatusDocument(text), modifiedAt);
}

/** The same for the bytes of a file; one that is no UTF-8 is read for what it is meant to be, and told. */
export function readStatusBytes(bytes: Uint8Array, modifiedAt: Date): AgentStatus {
  const { text, encoding } = decodeStatus(bytes);
  const status = readStatus(text, modifiedAt);
  const message = encodingProblem(encoding);
  if (message === undefined) return status;
  const start = { line: 1, column: 1 };
  const problem: StatusProblem = { kind: 'syntax', range: { start, end: start }, message };
  return {
    ...status,
    problems: [problem, ...status.problems],
    problem: status.problem ?? sentenceOf(problem),
    damaged: true,
  };
}

/** What a document says as the status of an agent. */
function statusOf(document: StatusDocument, modifiedAt: Date): AgentStatus {
  const { root, damages } = document;
  const claim = judgeClaim(document, modifiedAt);
  const problems = [...syntaxProblems(document), ...claim.problems].slice(0, maximumProblems);
  const base = { ...emptyStatus, seenAt: claim.seenAt, problems, problem: sentenceOf(problems[0]) };
  const damaged = damages.length > 0;
  if (root === undefined || (damaged && root.members.length === 0))
    return { ...base, damaged: true, unreadable: true };
  return {
    ...base,
    ...wordsIn(document),
    ...reportedState(document),
    ...listsIn(document),
    priority: priorityIn(document),
    claimedAt: claim.claimedAt,
    damaged,
  };
}

const emptyStatus: AgentStatus = {
  id: null,
  name: null,
  role: null,
  team: null,
  mission: null,
  phase: null,
  priority: null,
  reported: null,
  state: null,
  spellings: [],
  waitingFor: null,
  blockers: [],
  branch: null,
  worktree: null,
  currentTasks: [],
  completedTasks: [],
  nextActions: [],
  points: null,
  usage: null,
  claimedAt: null,
  seenAt: null,
  problems: [],
  problem: null,
  damaged: false,
  unreadable: false,
};

function wordsIn(document: StatusDocument) {
  const words = (field: StatusFieldName) => wordsOf(document.field(field)?.value, wordKeys[field] ?? []);
  return {
    id: words('id'),
    name: words('name'),
    role: meant(words('role')),
    team: meant(words('team')),
    mission: words('mission'),
    phase: words('phase'),
    waitingFor: meant(words('waitingFor')),
    branch: meant(words('branch')),
    worktree: meant(words('worktree')),
  };
}

function listsIn(document: StatusDocument) {
  const tasks = (field: StatusFieldName) => tasksOf(document, document.field(field));
  return {
    blockers: blockersOf(document.field('blockers')),
    currentTasks: tasks('currentTasks'),
    completedTasks: tasks('completedTasks'),
    nextActions: tasks('nextActions'),
    points: pointsOf(document, document.field('points')),
    usage: usageOf(document.field('usage')),
  };
}

function priorityIn(document: StatusDocument): StatusPriority | null {
  const reported = wordsOf(document.field('priority')?.value, ['level', 'name', 'priority']);
  return reported === null ? null : { reported, level: priorityOfSpelling(reported) ?? null };
}

/** A field that says a state in words. */
export interface SpelledState {
  readonly member: FieldMember;
  readonly spelling: string;
}

/** What the fields that name a state say. `fsm_state` names the lifecycle itself, so it comes first. */
export function spelledStates(document: StatusDocument): SpelledState[] {
  return (['fsmState', 'status'] as const).flatMap((field) => {
    const member = document.field(field);
    const spelling = wordsOf(member?.value, stateKeys);
    return member === undefined || spelling === null ? [] : [{ member, spelling }];
  });
}

function reportedState(document: StatusDocument): Pick<AgentStatus, 'reported' | 'state' | 'spellings'> {
  const spellings = spelledStates(document).map(({ spelling }) => spelling);
  for (const spelling of spellings) {
    const state = stateOfSpelling(spelling);
    if (state !== undefined) return { reported: spelling, state, spellings };
  }
  return { reported: spellings.at(-1) ?? null, state: null, spellings };
}

function syntaxProblems(document: StatusDocument): StatusProblem[] {
  return document.damages.slice(0, maximumProblems).map(({ start, end, message }) => ({
    kind: 'syntax',
    range: document.range(start, end),
    message,
  }));
}

function sentenceOf(problem: StatusProblem | undefined): string | null {
  if (!problem) return null;
  const { line, column } = problem.range.start;
  return `status.json line ${line}, column ${column}: ${problem.message}`;
}

interface JudgedClaim {
  readonly claimedAt: Date | null;
  readonly seenAt: Date;
  readonly problems: readonly StatusProblem[];
}

/** A claim counts where the file's own time agrees; the file was certainly written when it was written. */
function judgeClaim(document: StatusDocument, modifiedAt: Date): JudgedClaim {
  const member = document.field('lastUpdated');
  const claimedAt = member?.value.kind === 'scalar' ? parseStatusTimestamp(member.value.value) : undefined;
  if (!member || claimedAt === undefined) return { claimedAt: null, seenAt: modifiedAt, problems: [] };
  const difference = claimedAt.getTime() - modifiedAt.getTime();
  if (Math.abs(difference) <= toleranceMilliseconds)
    return { claimedAt, seenAt: difference > 0 ? modifiedAt : claimedAt, problems: [] };
  const relation = difference > 0 ? 'later' : 'earlier';
  const message = `${member.key.slice(0, 60)} says ${claimedAt.toISOString()}, ${relation} than the file was written (${modifiedAt.toISOString()}); the file's own time is used`;
  const range = document.range(member.keyStart, member.value.end);
  return { claimedAt, seenAt: modifiedAt, problems: [{ kind: 'timestamp', range, message }] };
}
