import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from 'vscode-languageserver/node';
import type { Finding, Range as FindingRange, Severity } from '../analysis/finding.ts';
import type { ConfigurationProblem } from '../configuration/commentedJson.ts';
import {
  configurationCode,
  diagnosticSource,
  rulePage,
} from '../protocol/languageServer/languageServerNames.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  hint: DiagnosticSeverity.Hint,
  minor: DiagnosticSeverity.Information,
  major: DiagnosticSeverity.Warning,
  critical: DiagnosticSeverity.Error,
};

export function findingDiagnostic(
  finding: Finding,
  range: Range,
  relatedInformation?: DiagnosticRelatedInformation[],
): Diagnostic {
  return {
    source: diagnosticSource,
    code: finding.rule,
    codeDescription: { href: rulePage(finding.rule) },
    severity: severities[finding.severity],
    range,
    message: finding.message,
    data: finding.data,
    ...(relatedInformation && { relatedInformation }),
    ...(finding.rule === 'stale-exemption' && { tags: [DiagnosticTag.Unnecessary] }),
  };
}

export function configurationDiagnostic({ message }: ConfigurationProblem, range: Range): Diagnostic {
  return {
    source: diagnosticSource,
    code: configurationCode,
    codeDescription: { href: rulePage(configurationCode) },
    severity: DiagnosticSeverity.Error,
    range,
    message,
  };
}

/** From counting by 1 to counting by 0; both count UTF-16 units and exclude the end. */
export function protocolRange({ start, end }: FindingRange): Range {
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}
