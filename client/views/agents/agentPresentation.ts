import { l10n } from 'vscode';
import type { Agent, AgentHealth } from '../../../server/protocol/agents.ts';
import { rowKind } from '../../contributions.ts';
import { sinceText } from '../ageText.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import { type AgentTrait, hasTrait, urgentTrait } from './agentTraits.ts';
import { healthLabel, traitLabel } from './agentWords.ts';

interface Icon {
  readonly icon: string;
  readonly color: string;
}

/** The icon of each health. */
export const healthIcons: { readonly [Health in AgentHealth]: Icon } = {
  fresh: { icon: 'circle-filled', color: 'testing.iconPassed' },
  late: { icon: 'circle-filled', color: 'charts.yellow' },
  stale: { icon: 'watch', color: 'problemsWarningIcon.foreground' },
  dead: { icon: 'error', color: 'problemsErrorIcon.foreground' },
  ended: { icon: 'circle-slash', color: 'disabledForeground' },
  unknown: { icon: 'question', color: 'disabledForeground' },
};

const red = 'problemsErrorIcon.foreground';
const yellow = 'problemsWarningIcon.foreground';

const traitIcons: { readonly [Trait in AgentTrait]?: Icon } = {
  ghost: { icon: 'error', color: red },
  wedged: { icon: 'error', color: red },
  blocked: { icon: 'debug-pause', color: red },
  waiting: { icon: 'comment-unresolved', color: yellow },
  quarantined: { icon: 'shield', color: yellow },
  stalled: { icon: 'watch', color: yellow },
  looping: { icon: 'sync', color: yellow },
  'over-budget': { icon: 'flame', color: yellow },
  problem: { icon: 'warning', color: yellow },
};

/** What there is below an agent. */
export interface AgentBelow {
  /** It has a task that is not over. */
  readonly isBusy: boolean;
  readonly hasParts: boolean;
}

/** How an agent looks as a row: its state and what is wrong first, because a narrow column cuts the rest. */
export function presentAgent(agent: Agent, now: number, { isBusy, hasParts }: AgentBelow): RowPresentation {
  const facts = factsOf(agent, now);
  return {
    label: agent.name,
    description: facts.join(' · '),
    ...iconOf(agent),
    contextValue: kindOf(agent, isBusy),
    spoken: [l10n.t('Agent {0}, {1}', agent.name, healthLabel(agent.health)), ...facts].join(', '),
    children: hasParts ? 'collapsed' : 'none',
  };
}

function factsOf(agent: Agent, now: number): string[] {
  const { state, lastSeen, mission, branch, leases, contract, unread, problem } = agent;
  const facts = [
    ...traitTexts(agent),
    state,
    lastSeen === null ? undefined : sinceText(lastSeen, now),
    problem ?? undefined,
    unread > 0 ? l10n.t('{0} unread', unread) : undefined,
    mission ?? undefined,
    contract ?? undefined,
    branch ?? undefined,
    leases === 0 ? undefined : leases === 1 ? l10n.t('1 lease') : l10n.t('{0} leases', leases),
  ];
  return facts.filter((fact) => fact !== undefined && fact !== '') as string[];
}

/** Said in a word each where they hold; what the icon or another word says already is left out. */
const said: readonly AgentTrait[] = [
  ...(['ghost', 'dead', 'wedged', 'blocked', 'waiting', 'quarantined', 'stalled', 'looping'] as const),
  ...(['over-budget', 'stale', 'flapping', 'late', 'draining', 'idle'] as const),
];

function traitTexts(agent: Agent): string[] {
  const has = (...traits: AgentTrait[]) => traits.some((trait) => hasTrait(agent, trait));
  const told = (trait: AgentTrait) =>
    (trait === 'dead' && has('ghost')) || (trait === 'late' && has('dead', 'stale'));
  return said
    .filter((trait) => trait !== agent.state && has(trait) && !told(trait))
    .map((trait) => traitLabel(trait).toLowerCase());
}

function iconOf(agent: Agent): Icon {
  const trait = urgentTrait(agent);
  return (trait && traitIcons[trait]) ?? healthIcons[agent.health];
}

/** `agent`, then what of it can be opened and undone: `agent.file.worktree.unread.busy.draining`. */
function kindOf({ file, worktree, unread, draining, quarantined }: Agent, isBusy: boolean): string {
  const parts = [
    rowKind.agent,
    file !== null && 'file',
    worktree !== null && 'worktree',
    unread > 0 && 'unread',
    isBusy && 'busy',
    draining && 'draining',
    quarantined && 'quarantined',
  ];
  return parts.filter(Boolean).join('.');
}
