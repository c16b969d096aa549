import assert from 'node:assert/strict';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { rowsRefreshedUntil } from '../support/rowsRefreshed.ts';
import { callAsOther, git } from '../support/serviceClient.ts';
import { eventuallyStored, liveSession, swarmExtension } from '../support/swarmExtension.ts';
import { treeItemOf, treeOutline } from '../support/treeOutline.ts';

describe('The trees', () => {
  let session: RepositorySession;
  before(async () => {
    session = await liveSession();
  });

  it('list branches by team, the base above and the unmatched as such', async () => {
    const { views } = await swarmExtension();
    await eventuallyStored(session, () => session.store.rows('branches').size > 3 || undefined);
    const outline = treeOutline(views.branches);
    assert.ok(outline.includes('ai-workflow'), outline.join('\n'));
    assert.ok(outline.includes('realtime-collaboration'));
    assert.ok(outline.includes('main'));
    for (const topic of ['agent-metrics', 'planner', 'queued-health'])
      assert.ok(outline.includes(`  ${topic}`), `${topic} without its team's prefix`);
    assert.ok(outline.includes('  docs/onboarding'), 'a branch of no team keeps its whole name');
  });

  it('list slots by environment and team', async () => {
    const { views } = await swarmExtension();
    const outline = treeOutline(views.slots);
    const start = outline.indexOf('development');
    assert.deepEqual(outline.slice(start, start + 4), [
      'development',
      '  ai-workflow',
      '    slot-3',
      '    slot-4',
    ]);
  });

  it('list agents in their groups, and speak their state', async () => {
    const { views } = await swarmExtension();
    await eventuallyStored(session, () => session.store.rows('agents').size >= 8 || undefined);
    const agents = [...session.store.rows('agents').values()];
    const outline = treeOutline(views.agents);
    for (const { name } of agents)
      assert.ok(outline.includes(`  ${name}`), `${name} in\n${outline.join('\n')}`);
    const [first] = agents;
    const spoken = treeItemOf(views.agents, first?.name ?? '')?.accessibilityInformation?.label ?? '';
    assert.match(spoken, new RegExp(String(first?.state)));
  });

  it('show a branch that git makes in a terminal', async () => {
    const { views } = await swarmExtension();
    git('branch', 'feature/ai-workflow-from-terminal');
    await eventuallyStored(session, () => session.store.get('branches', 'feature/ai-workflow-from-terminal'));
    assert.ok(treeOutline(views.branches).includes('  from-terminal'));
  });

  it('show what another client changes, without asking for it', async () => {
    const { views } = await swarmExtension();
    await callAsOther('createContract', {
      body: { id: 'C-other', title: 'Made by another client', total: 40 },
    });
    await eventuallyStored(session, () => session.store.get('contracts', 'C-other'));
    const body = { agent: 'Agent-1', points: 15, reason: 'Reviewed the plan' };
    await callAsOther('creditPoints', { params: { contract: 'C-other' }, body });
    await eventuallyStored(session, () => session.store.get('contracts', 'C-other')?.credits[0]);
    const outline = treeOutline(views.contracts);
    assert.equal(outline[outline.indexOf('C-other') + 1], '  Agent-1');
    assert.match(String(treeItemOf(views.contracts, 'C-other')?.description), /^15\/40/);
  });

  it('refresh one row where one row changed', async () => {
    const { views } = await swarmExtension();
    const body = { agent: 'Agent-2', points: 5, reason: 'Fixed the tests' };
    const refreshed = await rowsRefreshedUntil(views.contracts, 'C-other', () =>
      callAsOther('creditPoints', { params: { contract: 'C-other' }, body }),
    );
    assert.deepEqual(refreshed, new Set(['C-other']));
  });

  it('give tooltips that trust nothing of the repository', async () => {
    const { views } = await swarmExtension();
    const title = '[x](command:swarm.showLog) <img src=x> **bold**';
    await callAsOther('createContract', { body: { id: 'C-hostile', title, total: 1 } });
    await eventuallyStored(session, () => session.store.get('contracts', 'C-hostile'));
    const node = views.contracts.getChildren().find(({ target }) => target?.id === 'C-hostile');
    const tooltip = node?.getTooltip?.();
    assert.ok(tooltip);
    assert.ok(!tooltip.isTrusted && !tooltip.supportHtml);
    assert.ok(!tooltip.value.includes('[x](command'), tooltip.value);
  });
});
