const reasons: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)(description|riskLevel|rollbackTime|version)$/, 'it tells something and sets nothing'],
  [/\.enabled$/, 'it is a switch for what is not taken over'],
  [/autoDeployOnPush/, 'Swarm deploys when somebody asks: let your CI call swarm deploy on a push'],
  [
    /loadBalancer/,
    'Swarm has a stable address of its own for each environment and team (environments.*.ports)',
  ],
  [/dependencies|database/, 'what a program connects to stands in teams.*.deployment.environment'],
  [/storage/, 'Swarm limits no storage'],
  [/customChecks/, 'a check needs its command: add { "type": "command", "command": [...] } to health'],
  [/deploymentPriority/, 'deployments wait in the order in which they were asked for'],
  [/notifications/, 'Swarm tells in the editor, by exit codes and by its event stream; it sends nothing'],
  [
    /performance\.alertThresholds|thresholds/,
    'a gate reads such figures from a report of its command: add one of type json',
  ],
  [/^(monitoring|integrations)/, 'Swarm has metrics of its own (GET /metrics) and no such setting'],
  [/manualRollback/, 'a rollback is always possible (swarm rollback)'],
];

/** Why a part of a foreign configuration has no place in swarm.json. */
export function leftReason(path: string): string {
  return reasons.find(([pattern]) => pattern.test(path))?.[1] ?? 'swarm.json has no such setting';
}
