import { describe, expect, it } from 'vitest';
import { readStatus } from '../../../../server/analysis/agentStatus/readStatus.ts';
import type { AgentFacts } from '../../../../server/infrastructure/agents/agentFacts.ts';
import { selfOf } from '../../../../server/infrastructure/agents/judgement/agentSelf.ts';
import {
  lifecyclesOf,
  standardLifecycle,
} from '../../../../server/infrastructure/agents/lifecycle/lifecycle.ts';
import { reportedState } from '../../../../server/infrastructure/agents/lifecycle/reportedState.ts';
import { readReport, reportAfter } from '../../../../server/infrastructure/agents/sources/agentReport.ts';
import type { Heartbeat } from '../../../../server/protocol/agents.ts';
import { unknown } from '../lifecycle/foldedAgent.ts';

const eight = Date.parse('2026-11-21T08:00:00.000Z');
const at = (seconds: number) => new Date(eight + seconds * 1000);
const says = (said: Heartbeat) => reportAfter(readReport({}), said, at(0).toISOString());
const writes = (fields: object, seconds = 0) => readStatus(JSON.stringify(fields), at(seconds));

describe('what an agent says of itself', () => {
  const facts = (source: 'heartbeat' | 'status-file'): AgentFacts => ({
    id: 'A',
    history: unknown,
    status: writes({ agent_name: 'Scout', current_mission: 'written' }),
    file: undefined,
    heartbeat: {
      report: says({ mission: 'said', branch: 'b' }),
      time: at(0).toISOString(),
      output: null,
    },
    seen: { source, time: at(0).toISOString(), moment: 0 },
    rhythm: undefined,
    process: undefined,
  });

  it('is its newest word of its mission', () => {
    expect(selfOf(facts('heartbeat'))).toMatchObject({ name: 'Scout', mission: 'said', branch: 'b' });
    expect(selfOf(facts('status-file'))).toMatchObject({ mission: 'written', branch: 'b' });
  });
});

describe('the state an agent reports', () => {
  const state = (status: object | undefined, said: Heartbeat | undefined, seconds = 0) =>
    reportedState(standardLifecycle, status && writes(status, seconds), said && says(said));

  it('is what it says in any spelling, and none where it says none', () => {
    expect(state({ status: 'ACTIVE_AGENT_MODE' }, undefined)).toBe('active');
    expect(state(undefined, { state: 'In progress' })).toBe('process');
    expect(state({ status: 'Vibing' }, { mission: 'x' })).toBeNull();
    expect(state(undefined, undefined)).toBeNull();
  });

  it('is what it said by a heartbeat until its file is clearly newer', () => {
    expect(state({ status: 'ACTIVE' }, { state: 'blocked' }, 30)).toBe('blocked');
    expect(state({ status: 'ACTIVE' }, { state: 'blocked' }, 90)).toBe('active');
  });

  it('is one of its own lifecycle', () => {
    const states = {
      'in-review': { means: 'working', next: ['done'] },
      done: { means: 'ended', next: [] },
    } as never;
    const review = lifecyclesOf({ lifecycles: { review: { initial: 'in-review', states } } }).get('review');
    const meant = (status: string) => review && reportedState(review, writes({ status }), undefined);
    expect(meant('IN REVIEW')).toBe('in-review');
    expect(
      review && reportedState(review, writes({ fsm_state: 'done', status: 'IN REVIEW' }), undefined),
    ).toBe('done');
    expect(meant('ACTIVE')).toBeNull();
  });
});
