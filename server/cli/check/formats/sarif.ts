import { createHash } from 'node:crypto';
import type { CheckReport } from '../../../protocol/checkReport.ts';
import { rulePage } from '../../../protocol/languageServer/languageServerNames.ts';
import { version } from '../../version.ts';
import { checkedRules } from '../checkedRules.ts';
import type { CheckFinding } from '../checkRun.ts';

const levels: Readonly<Record<CheckFinding['severity'], string>> = {
  hint: 'note',
  minor: 'note',
  major: 'warning',
  critical: 'error',
};

/** The report as a SARIF 2.1.0 log. */
export function sarifReport({ findings, summary }: CheckReport): object {
  const fingerprint = fingerprints();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver() },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: summary.skipped.map(notification) },
        ],
        results: findings.map((finding) => result(finding, fingerprint(finding))),
      },
    ],
  };
}

function driver(): object {
  return {
    name: 'swarm',
    version: version(),
    rules: checkedRules.map(({ id, title }) => ({
      id,
      shortDescription: { text: title },
      helpUri: rulePage(id),
    })),
  };
}

function notification({ path: file, why }: CheckReport['summary']['skipped'][number]): object {
  return {
    level: 'warning',
    message: { text: `Skipped: ${why}.` },
    locations: [{ physicalLocation: { artifactLocation: { uri: relativeUri(file) } } }],
  };
}

function result({ path: file, rule, severity, message, range, data }: CheckFinding, hash: string): object {
  return {
    ruleId: rule,
    ruleIndex: checkedRules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: relativeUri(file) },
          region: {
            startLine: range.start.line,
            startColumn: range.start.column,
            endLine: range.end.line,
            endColumn: range.end.column,
          },
        },
      },
    ],
    partialFingerprints: { 'swarm/v1': hash },
    properties: data,
  };
}

function relativeUri(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

/** Gives each finding a hash that stays the same while lines move: by rule, file, name and occurrence. */
function fingerprints(): (finding: CheckFinding) => string {
  const occurrences = new Map<string, number>();
  return ({ rule, path: file, data }) => {
    const key = JSON.stringify([rule, file, data['name'] ?? data['module'] ?? null]);
    const occurrence = occurrences.get(key) ?? 0;
    occurrences.set(key, occurrence + 1);
    return createHash('sha256').update(`${key}:${occurrence}`).digest('hex').slice(0, 32);
  };
}
