/** Settings that keep a window quiet, the same at every start, and off the network. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.menuBarVisibility': 'compact',
  'files.autoSave': 'off',
  // VS Code's own git extension reads every repository at start; Swarm does not need it.
  'git.enabled': false,
} as const;

export type EditorSettings = Readonly<Record<string, unknown>>;
