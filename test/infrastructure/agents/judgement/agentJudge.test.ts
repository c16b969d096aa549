import { describe, expect, it } from 'vitest';
import { asked } from '../lifecycle/foldedAgent.ts';
import { JudgedAgent } from './judgedAgent.ts';

const running = { state: 'running', pid: 7, time: '2026-11-21T07:59:00.000Z' } as const;
const gone = { state: 'gone', pid: 7, time: '2026-11-21T08:01:00.000Z' } as const;

describe('the health of an agent', () => {
  it('goes from fresh to dead by the times of its role, and says when it will change next', () => {
    const agent = new JudgedAgent({
      roles: { scout: { lateAfterSeconds: 10, staleAfterSeconds: 20, deadAfterSeconds: 60 } },
    }).says({ role: 'Scout', state: 'active' });
    expect(agent.after(9)).toMatchObject({ role: 'scout', health: 'fresh', flags: [], changesIn: 1 });
    expect(agent.after(1)).toMatchObject({ health: 'late', flags: ['late'], changesIn: 10 });
    expect(agent.after(10)).toMatchObject({ health: 'stale', changesIn: 40 });
    expect(agent.after(40)).toMatchObject({ health: 'dead', changesIn: undefined });
    expect(agent.says().after(0)).toMatchObject({ health: 'fresh' });
  });

  it('follows its rhythm where the detector is phi-accrual, and the fixed times until that is known', () => {
    const agent = new JudgedAgent({ detector: 'phi-accrual' });
    expect(agent.says({ state: 'active' }).after(10).changesIn).toBe(290);
    for (let n = 0; n < 20; n++) {
      agent.clock.pass(n === 0 ? 0 : 10_000);
      agent.says();
    }
    const { health, changesIn } = agent.after(0);
    expect(health).toBe('fresh');
    expect(changesIn).toBeCloseTo(11.28, 2);
    expect(agent.after(11.3).health).toBe('late');
    expect(agent.after(5).health).toBe('dead');
  });

  it('needs no sign once its work has ended', () => {
    const agent = new JudgedAgent().says({ state: 'complete' });
    expect(agent.after(1e6)).toMatchObject({ health: 'ended', condition: 'ended', flags: [] });
  });

  it('that comes and goes is flapping until that is long ago', () => {
    const agent = new JudgedAgent({ flapping: { changes: 4, withinSeconds: 3600 }, lateAfterSeconds: 10 });
    for (let n = 0; n < 2; n++) {
      agent.says({ state: 'active' }).after(0);
      agent.after(20);
    }
    expect(agent.after(0).flags).toEqual(['late']);
    expect(agent.says().after(0).flags).toEqual(['flapping']);
    expect(agent.after(3500).flags).toContain('flapping');
    expect(agent.after(100).flags).not.toContain('flapping');
  });
});

describe('the work of an agent', () => {
  it('that ends and begins anew is no flapping', () => {
    const agent = new JudgedAgent({ flapping: { changes: 2 } });
    for (let n = 0; n < 5; n++) {
      expect(agent.says({ state: 'active' }).after(1).flags).toEqual([]);
      expect(agent.says({ state: 'end' }).after(1000).flags).toEqual([]);
    }
  });

  it('is not stalled for output that is older than its beginning', () => {
    const agent = new JudgedAgent({ stalledAfterSeconds: 60 }).says({ output: 'a' });
    expect(agent.after(290).condition).toBe('idle');
    agent.history = asked(agent.history, 'active', { now: agent.clock.wall() });
    expect(agent.says().after(10)).toMatchObject({ condition: 'working', changesIn: 50 });
  });
});

describe('the condition of an agent', () => {
  it('that nobody has heard of is unknown, and says so', () => {
    expect(new JudgedAgent().after(0)).toMatchObject({
      condition: 'unknown',
      evidence: [{ text: 'It never gave a sign of life.' }, { kind: 'process', time: null }],
    });
  });

  it('is what it says while it is heard', () => {
    const agent = new JudgedAgent();
    expect(agent.says({ state: 'start' }).after(1).condition).toBe('idle');
    expect(agent.says({ state: 'active' }).after(1).condition).toBe('working');
    expect(agent.says({ waitingFor: 'a key' }).after(1)).toMatchObject({
      condition: 'waiting-for-input',
      waitingFor: 'a key',
      evidence: expect.arrayContaining([expect.objectContaining({ text: 'It waits for: a key' })]),
    });
    expect(agent.says().after(1)).toMatchObject({ condition: 'working', waitingFor: null });
    expect(agent.says({ state: 'BLOCKED' }).after(1)).toMatchObject({
      condition: 'waiting-for-input',
      flags: ['blocked'],
    });
  });

  it('is unknown when it falls silent and its process was never seen here', () => {
    const agent = new JudgedAgent().says({ state: 'active', pid: 7, startTime: '12' });
    expect(agent.after(1000)).toMatchObject({
      condition: 'unknown',
      evidence: [{ kind: 'heartbeat' }, { text: expect.stringContaining('was not seen on this machine') }],
    });
  });

  it('is wedged when it falls silent while its process runs, and ghost when that is gone', () => {
    const agent = new JudgedAgent().says({ state: 'active' });
    agent.process = running;
    expect(agent.after(10).condition).toBe('working');
    expect(agent.after(1000).condition).toBe('wedged');
    agent.process = gone;
    expect(agent.after(0)).toMatchObject({
      condition: 'ghost',
      evidence: [
        { kind: 'heartbeat' },
        { text: 'It says active, but process 7 of this machine is gone.', time: gone.time },
      ],
    });
    expect(agent.says({ state: 'end' }).after(0).condition).toBe('ended');
  });

  it('is no ghost while it is heard without the process it named', () => {
    const agent = new JudgedAgent().says({ state: 'active' });
    agent.process = gone;
    expect(agent.after(120).condition).toBe('ghost');
    expect(agent.says().after(1)).toMatchObject({
      condition: 'working',
      evidence: expect.arrayContaining([
        expect.objectContaining({
          text: 'Process 7 of this machine is gone, but the agent was heard since.',
        }),
      ]),
    });
    expect(agent.after(1000).condition).toBe('ghost');
  });

  it('is stalled when it tells nothing new for long, and only where it tells what it does', () => {
    const mute = new JudgedAgent({ stalledAfterSeconds: 60 }).says({ state: 'active' });
    mute.clock.pass(100_000);
    expect(mute.says().after(0).condition).toBe('working');
    const agent = new JudgedAgent({ stalledAfterSeconds: 60 }).says({ state: 'active', output: 'a' });
    agent.clock.pass(50_000);
    expect(agent.says({ output: 'a' }).after(0)).toMatchObject({ condition: 'working', changesIn: 10 });
    expect(agent.after(10).condition).toBe('stalled');
    expect(agent.says({ output: 'b' }).after(0).condition).toBe('working');
  });
});

describe('an agent is flagged', () => {
  it('that says the same output again and again', () => {
    const agent = new JudgedAgent({ loop: { outputs: 3 } }).says({ state: 'active', output: 'x' });
    expect(agent.says({ output: 'x' }).after(0).flags).toEqual([]);
    expect(agent.says({ output: 'x' }).after(0)).toMatchObject({
      flags: ['looping'],
      score: { parts: [{ name: 'looping', reason: 'It told the same output at least 3 times.' }] },
    });
    expect(agent.says({ output: 'y' }).after(0).flags).toEqual([]);
  });

  it('that goes round in its states without new output', () => {
    const agent = new JudgedAgent().says({ state: 'active', output: 'x' });
    const round = (minute: number) => {
      const now = Date.parse('2026-11-21T08:01:00.000Z') + minute * 60_000;
      agent.history = asked(asked(agent.history, 'process', { now }), 'active', { now: now + 1000 });
    };
    agent.history = asked(agent.history, 'active');
    for (const minute of [0, 1]) round(minute);
    expect(agent.after(1).flags).toEqual([]);
    round(2);
    expect(agent.after(1)).toMatchObject({
      flags: ['looping'],
      score: {
        parts: [{ reason: 'It went through active, process at least 3 times without new output.' }],
      },
    });
    agent.clock.pass(300_000);
    expect(agent.says({ output: 'y' }).after(0).flags).toEqual([]);
  });

  it('that has used more than its budget, with what it has used', () => {
    const agent = new JudgedAgent({ budget: { tokens: 1000, cost: 5 } });
    expect(agent.says({ state: 'active', usage: { tokens: 1000, cost: 4 } }).after(0).flags).toEqual([]);
    expect(agent.says({ usage: { tokens: 1001 } }).after(0)).toMatchObject({
      flags: ['over-budget'],
      usage: { tokens: 1001, cost: 4, seconds: null },
      score: { value: 80, parts: [{ points: -20, reason: 'It has used 1001 tokens of 1000.' }] },
    });
  });

  it('whose state its lifecycle no longer has, with where it may go', () => {
    const lifecycles = {
      review: {
        initial: 'queued',
        states: { queued: { means: 'idle', next: ['done'] }, done: { means: 'ended' } },
      },
    };
    const agent = new JudgedAgent({ lifecycle: 'review', lifecycles });
    agent.history = asked(agent.history, 'active');
    expect(agent.gives('heartbeat').after(0)).toMatchObject({
      state: 'active',
      machine: 'review',
      allowed: ['queued', 'done'],
      flags: ['misplaced'],
    });
  });
});

describe('the score of an agent', () => {
  it('is 100 and its parts, and not below 0', () => {
    const agent = new JudgedAgent({ loop: { outputs: 2 }, budget: { tokens: 1 } });
    agent.says({ state: 'active', output: 'x', usage: { tokens: 2 } }).says({ output: 'x' });
    agent.process = gone;
    const { score } = agent.after(10_000);
    expect(score.parts.map(({ name }) => name)).toEqual(['silence', 'condition', 'looping', 'over-budget']);
    expect(score.parts.reduce((sum, { points }) => sum + points, 100)).toBeLessThan(0);
    expect(score.value).toBe(0);
  });
});
