import type { GateReport, JsonThreshold, ReportOf } from '../../../protocol/gateReports.ts';

/** What is asked of a figure of a report. */
export interface ReportLimit {
  readonly figure: string;
  /** `line coverage`, `failed tests`. */
  readonly name: string;
  readonly unit: string;
  /** Whether sentences say "2 failed tests" instead of "line coverage is 2 %". */
  readonly counted: boolean;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly equals?: string | number | undefined;
  /** Whether a report may leave the figure out. */
  readonly optional?: boolean;
}

/** What is asked of a report. */
export function limitsOf(report: GateReport): ReportLimit[] {
  switch (report.type) {
    case 'junit':
      return testLimits(report.thresholds);
    case 'lcov':
    case 'cobertura':
      return coverageLimits(report.thresholds);
    case 'sarif':
      return sarifLimits(report.thresholds);
    case 'json':
      return report.thresholds.map(jsonLimit);
    case 'v2':
      return v2Limits(report.thresholds);
  }
}

const count = { unit: '', counted: true } as const;

function testLimits({ run, failed, skipped, flaky }: ReportOf<'junit'>['thresholds']): ReportLimit[] {
  return [
    { figure: 'run', name: 'tests run', minimum: run, ...count },
    { figure: 'failed', name: 'failed tests', maximum: failed, ...count },
    { figure: 'skipped', name: 'skipped tests', maximum: skipped, ...count },
    { figure: 'flaky', name: 'flaky tests', maximum: flaky, ...count },
  ];
}

/** What nobody wrote is asked for only where the report has any: not every language knows branches. */
function coverageLimits({ lines, branches, functions }: ReportOf<'lcov'>['thresholds']): ReportLimit[] {
  const percent = { unit: '%', counted: false } as const;
  const usual = 80;
  return [
    { figure: 'lines', name: 'line coverage', minimum: lines, ...percent },
    {
      figure: 'branches',
      name: 'branch coverage',
      minimum: branches ?? usual,
      optional: branches === undefined,
      ...percent,
    },
    {
      figure: 'functions',
      name: 'function coverage',
      minimum: functions ?? usual,
      optional: functions === undefined,
      ...percent,
    },
  ];
}

function sarifLimits({ errors, warnings, notes }: ReportOf<'sarif'>['thresholds']): ReportLimit[] {
  return [
    { figure: 'errors', name: 'errors', maximum: errors, ...count },
    { figure: 'warnings', name: 'warnings', maximum: warnings, ...count },
    { figure: 'notes', name: 'notes', maximum: notes, ...count },
  ];
}

function v2Limits(thresholds: ReportOf<'v2'>['thresholds']): ReportLimit[] {
  const severities = ['critical', 'major', 'minor'] as const;
  return [
    { figure: 'files', name: 'changed files', ...count },
    ...severities.map((severity) => {
      const name = `${severity} findings`;
      return { figure: severity, name, maximum: thresholds[severity], ...count };
    }),
  ];
}

type KnownFigure = NonNullable<JsonThreshold['is']>;
const known: Readonly<Record<KnownFigure, Pick<ReportLimit, 'name' | 'unit' | 'minimum' | 'maximum'>>> = {
  'response-time': { name: 'response time', unit: 'ms', maximum: 200 },
  'error-rate': { name: 'error rate', unit: '%', maximum: 0.1 },
  throughput: { name: 'throughput', unit: '/s', minimum: 500 },
  coverage: { name: 'coverage', unit: '%', minimum: 80 },
};

function jsonLimit({ value, is, name, minimum, maximum, equals }: JsonThreshold): ReportLimit {
  const own = { minimum, maximum, equals: typeof equals === 'boolean' ? String(equals) : equals };
  const usual = is ? known[is] : { name: value, unit: '' };
  const says = minimum !== undefined || maximum !== undefined || equals !== undefined;
  const limit = says ? own : { minimum: usual.minimum, maximum: usual.maximum };
  return { figure: value, name: name ?? usual.name, unit: usual.unit, counted: false, ...limit };
}
