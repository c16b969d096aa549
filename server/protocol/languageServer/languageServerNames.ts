/** Section of the editor's settings that is ours. */
export const settingsSection = 'swarm';
/** Command of the client that opens a rule's page; its argument is the page's address. */
export const openRulePageCommand = 'swarm.openRulePage';
/** Command of the client that measures an import; its argument is `{ uri, module }`. */
export const measureImportCostCommand = 'swarm.measureImportCost';
/** `source` of every diagnostic of ours. */
export const diagnosticSource = 'swarm';
/** `code` of the diagnostics of a `swarm.json` that cannot be read. */
export const configurationCode = 'configuration';

/** Address of the page that explains a rule. */
export function rulePage(rule: string): string {
  return `https://github.com/swarm-tools/swarm/blob/main/docs/rules/${rule}.md`;
}
