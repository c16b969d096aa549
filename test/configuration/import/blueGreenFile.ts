const file = {
  version: '1.0.0',
  deploymentStrategies: {
    rolling: { enabled: true, riskLevel: 'medium' },
    'blue-green': { enabled: true, rollbackTime: '< 30 seconds' },
  },
  environments: {
    development: {
      autoDeployOnPush: true,
      requiresApproval: false,
      maxActiveDeployments: 4,
      healthCheckTimeout: 30_000,
      infrastructure: { slots: ['Dev_Slot 1', 'dev-2', 'dev-3', 'dev-4'], database: 'db.internal' },
    },
    production: {
      autoDeployOnPush: false,
      requiresApproval: true,
      parallelDeployments: false,
      maxActiveDeployments: 3,
      healthCheckTimeout: 120_000,
      infrastructure: { slots: ['prod-1', 'prod-2'] },
      maintenanceWindows: [{ day: 'sunday', start: '02:00', end: '04:00', timezone: 'UTC' }],
    },
  },
  featureTeamConfiguration: {
    realtime: {
      isolationLevel: 'namespace',
      resourceLimits: { cpu: '2 cores', memory: '4GB', storage: '20GB' },
      dependencies: { services: ['redis'] },
      healthChecks: { endpoints: ['/api/health', '/api/status'], customChecks: ['sync-test'] },
    },
    ai: { isolationLevel: 'container', resourceLimits: { cpu: '500m', memory: '512Mi' } },
  },
  qualityGates: {
    required: {
      unitTests: { enabled: true, coverageThreshold: 80, timeoutMinutes: 10 },
      securityScan: { enabled: true, timeoutMinutes: 5 },
    },
    optional: {
      e2eTests: { enabled: true, timeoutMinutes: 30, environments: ['production'] },
      loadTests: { enabled: false },
    },
  },
  rollbackConfiguration: {
    automaticRollback: {
      enabled: true,
      triggers: ['health-check-failure', 'error-rate-spike'],
      conditions: {
        healthCheckFailures: 3,
        performanceDegradation: '20%',
        errorRateThreshold: '5%',
      },
    },
    manualRollback: { enabled: true, approvalRequired: { development: false, production: true } },
  },
  monitoring: {
    health: { checkInterval: 30_000, failureThreshold: 3, recoveryThreshold: 2 },
    performance: { monitoringDuration: 300_000, baselineComparison: true },
  },
  notifications: { channels: { slack: { webhook: 'https://hooks.example/secret' } } },
};

/** A blue-green configuration in the shape that swarm repositories have and nothing reads. */
export function blueGreenFile(): typeof file {
  return structuredClone(file);
}
