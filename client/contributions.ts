/** Every command of the extension. `package.json` declares the same ones; a test compares the two. */
export const commandId = {
  createBranch: 'swarm.createBranch',
  checkOutBranch: 'swarm.checkOutBranch',
  openWorktree: 'swarm.openWorktree',
  compareWithBase: 'swarm.compareWithBase',
  showBranchConflicts: 'swarm.showBranchConflicts',
  syncBranches: 'swarm.syncBranches',
  enqueueBranch: 'swarm.enqueueBranch',
  removeFromQueue: 'swarm.removeFromQueue',
  moveToFrontOfQueue: 'swarm.moveToFrontOfQueue',
  pauseQueue: 'swarm.pauseQueue',
  resumeQueue: 'swarm.resumeQueue',
  openQueueReport: 'swarm.openQueueReport',
  openQueueLog: 'swarm.openQueueLog',
  planMergeOrder: 'swarm.planMergeOrder',
  deleteBranch: 'swarm.deleteBranch',
  restoreBranch: 'swarm.restoreBranch',
  cleanUpBranches: 'swarm.cleanUpBranches',
  copyBranchName: 'swarm.copyBranchName',
  fetchBranches: 'swarm.fetchBranches',
  pushBranch: 'swarm.pushBranch',
  filterBranches: 'swarm.filterBranches',
  clearBranchFilter: 'swarm.clearBranchFilter',
  sortBranches: 'swarm.sortBranches',
  groupBranches: 'swarm.groupBranches',
  deployToSlot: 'swarm.deployToSlot',
  stopSlot: 'swarm.stopSlot',
  switchTraffic: 'swarm.switchTraffic',
  rollbackTraffic: 'swarm.rollbackTraffic',
  rollBackToRelease: 'swarm.rollBackToRelease',
  openSlotUrl: 'swarm.openSlotUrl',
  previewSlot: 'swarm.previewSlot',
  openSlotLog: 'swarm.openSlotLog',
  openSlotBuildLog: 'swarm.openSlotBuildLog',
  compareWithLive: 'swarm.compareWithLive',
  reserveSlot: 'swarm.reserveSlot',
  releaseSlot: 'swarm.releaseSlot',
  openDeployment: 'swarm.openDeployment',
  openDeploymentLog: 'swarm.openDeploymentLog',
  approveDeployment: 'swarm.approveDeployment',
  rejectDeployment: 'swarm.rejectDeployment',
  continueDeployment: 'swarm.continueDeployment',
  cancelDeployment: 'swarm.cancelDeployment',
  filterDeployments: 'swarm.filterDeployments',
  clearDeploymentFilter: 'swarm.clearDeploymentFilter',
  loadOlderDeployments: 'swarm.loadOlderDeployments',
  transitionAgent: 'swarm.transitionAgent',
  openStatusFile: 'swarm.openStatusFile',
  toggleAgentGrouping: 'swarm.toggleAgentGrouping',
  creditPoints: 'swarm.creditPoints',
  createContract: 'swarm.createContract',
  showAttention: 'swarm.showAttention',
  refresh: 'swarm.refresh',
  showLog: 'swarm.showLog',
  restartService: 'swarm.restartService',
  createConfiguration: 'swarm.createConfiguration',
  openConfiguration: 'swarm.openConfiguration',
  setApiToken: 'swarm.setApiToken',
  openRulePage: 'swarm.openRulePage',
  fixAllInFile: 'swarm.fixAllInFile',
  fixAllInWorkspace: 'swarm.fixAllInWorkspace',
  measureImportCost: 'swarm.measureImportCost',
  showConflictForecast: 'swarm.showConflictForecast',
  openOtherSide: 'swarm.openOtherSide',
} as const;
export type CommandId = (typeof commandId)[keyof typeof commandId];

/** The container in the activity bar. */
export const viewContainerId = 'swarm';

/** Every view, by what it shows. */
export const viewId = {
  branches: 'swarm.branches',
  queue: 'swarm.queue',
  slots: 'swarm.slots',
  deployments: 'swarm.deployments',
  agents: 'swarm.agents',
  contracts: 'swarm.contracts',
} as const;
export type ViewName = keyof typeof viewId;

/** Every setting with its full key. */
export const settingKey = {
  enable: 'swarm.enable',
  fileLimit: 'swarm.limits.file',
  functionLimit: 'swarm.limits.function',
  classLimit: 'swarm.limits.class',
  parametersLimit: 'swarm.limits.parameters',
  complexityLimit: 'swarm.limits.complexity',
  nestingLimit: 'swarm.limits.nesting',
  classesPerFileLimit: 'swarm.limits.classesPerFile',
  functionsPerFileLimit: 'swarm.limits.functionsPerFile',
  enumsPerFileLimit: 'swarm.limits.enumsPerFile',
  lineLengthLimit: 'swarm.limits.lineLength',
  counting: 'swarm.limits.counting',
  approachingFrom: 'swarm.limits.approachingFrom',
  fileLengthLanguages: 'swarm.fileLengthLanguages',
  exclude: 'swarm.exclude',
  heavyImportsEnable: 'swarm.heavyImports.enable',
  heavyImportsModules: 'swarm.heavyImports.modules',
  heavyImportsAllow: 'swarm.heavyImports.allow',
  heavyImportsTransitive: 'swarm.heavyImports.transitive',
  workspaceDiagnostics: 'swarm.workspaceDiagnostics',
  pythonTargetVersion: 'swarm.python.targetVersion',
  pythonInterpreter: 'swarm.python.interpreter',
  inlayHintsImportCost: 'swarm.inlayHints.importCost',
  codeLensLines: 'swarm.codeLens.lines',
  groupAgentsByHealth: 'swarm.views.groupAgentsByHealth',
  editorHints: 'swarm.branches.editorHints',
  serviceAutoStart: 'swarm.service.autoStart',
  apiUrl: 'swarm.api.url',
} as const;

/** Every context key that `when` clauses of the manifest may use. */
export const contextKey = {
  /** A `WindowState` of the window as a whole. */
  state: 'swarm.state',
  /** Whether the Branches view leaves some out. */
  branchesFiltered: 'swarm.branchesFiltered',
  /** Whether the Deployments view leaves some out. */
  deploymentsFiltered: 'swarm.deploymentsFiltered',
  /** Whether the service is on another machine, where no work tree can be opened. */
  remoteService: 'swarm.remoteService',
} as const;

/** Values of the context key `swarm.state`: what an empty view has to say. */
export const windowStates = [
  'noFolder',
  'unsupported',
  'untrusted',
  'noRepository',
  'noConfiguration',
  'stopped',
  'connecting',
  'live',
  'unreachable',
  'several',
] as const;
export type WindowState = (typeof windowStates)[number];

/** Context values of tree rows; menus match their beginning. */
export const rowKind = {
  repository: 'repository',
  group: 'group',
  status: 'status',
  team: 'team',
  branch: 'branch',
  branchQueued: 'branch.queued',
  baseBranch: 'baseBranch',
  queue: 'queue',
  queuePaused: 'queue.paused',
  queueEntry: 'queueEntry',
  queueEntryTesting: 'queueEntry.testing',
  queueEntryChecking: 'queueEntry.testing.log',
  queueEntryLanding: 'queueEntry.landing',
  queueEntryLanded: 'queueEntry.landed',
  queueEntryPutOut: 'queueEntry.putOut',
  queueEntryPutOutWithLog: 'queueEntry.putOut.log',
  slotFree: 'slot.free',
  slotBusy: 'slot.busy',
  slotServing: 'slot.busy.serving',
  /** Gets requests: it is switched away from, not stopped. */
  slotLive: 'slot.live',
  slotStopping: 'slot.stopping',
  /** Any of these, and somebody keeps it: the beginning is that of its kind. */
  slotFreeReserved: 'slot.free.reserved',
  deploymentRunning: 'deployment.running',
  deploymentAwaiting: 'deployment.awaiting',
  /** A canary that goes on when a person says so. */
  deploymentPaused: 'deployment.paused',
  /** It is live in place of another, which it can be rolled back to. */
  deploymentLive: 'deployment.live',
  /** It was live before, and can be again. */
  deploymentPast: 'deployment.past',
  deploymentEnded: 'deployment.ended',
  step: 'step',
  stepWithLog: 'step.log',
  gate: 'gate',
  gateWithLog: 'gate.log',
  agent: 'agent',
  agentWithFile: 'agent.file',
  contract: 'contract',
  contractSpent: 'contract.spent',
  credit: 'credit',
} as const;

/** Walkthrough and its steps. */
export const walkthroughId = 'swarm.start';
