import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CheckReport } from '../../../protocol/checkReport.ts';
import { pathBelow } from '../../../workspace/files/pathBelow.ts';
import { readingProblem } from '../../../workspace/files/sourceReader.ts';
import type { FileAccess } from '../../../workspace/inputs/fileAccess.ts';
import { CommandError } from '../../command.ts';
import type { CheckFinding } from '../checkRun.ts';
import { type BaselineEntry, baselineFileName, baselineText, parseBaseline } from './baseline.ts';
import { compareWithBaseline, type Violation } from './compareWithBaseline.ts';

/** Which baseline is used, and what for. */
export interface BaselineRequest {
  /** Folder that paths are shown relative to. */
  readonly cwd: string;
  /** Root of the repository: the entries' paths are relative to it. */
  readonly root: string;
  /** As named on the command line; undefined for the one at the root, if there is one. */
  readonly file: string | undefined;
  readonly write: boolean;
  /** Whether every finding of a file, absolute, would be among those given. */
  isChecked(file: string): boolean;
  readonly files: FileAccess;
}

export interface BaselineResult {
  /** Those that are new or have grown. */
  readonly findings: CheckFinding[];
  /** Undefined where no baseline is in use. */
  readonly summary: CheckReport['summary']['baseline'];
}

/**
 * Takes out what the baseline covers. Writing it for the first time takes in everything; writing it again only takes
 * out of it what has shrunk or gone, so that old violations never grow.
 * @throws {CommandError} the baseline cannot be read or written
 */
export function applyBaseline(findings: readonly CheckFinding[], request: BaselineRequest): BaselineResult {
  const file = path.resolve(request.cwd, request.file ?? path.join(request.root, baselineFileName));
  const shown = pathBelow(request.cwd, file);
  const known = readBaseline(file, shown, request.files);
  if (known === undefined && request.file !== undefined && !request.write)
    throw new CommandError(`there is no baseline ${shown}. Write one with --write-baseline.`);
  if (known === undefined && !request.write) return { findings: [...findings], summary: undefined };
  const violations = violationsOf(findings, request);
  const baseline = known ?? violations.map(({ entry }) => entry);
  const compared = compareWithBaseline(violations, baseline, (each) =>
    request.isChecked(path.join(request.root, each)),
  );
  if (request.write) write(file, shown, baselineText(compared.shrunk));
  const old = new Map(compared.grown.map(({ finding, before }) => [finding, before]));
  const left = new Set([...compared.added, ...old.keys()]);
  const hints = findings.filter(({ severity }) => severity === 'hint');
  return {
    findings: findings
      .filter((finding) => left.has(finding) || hints.includes(finding))
      .map((finding) => withOldFigure(finding, old.get(finding))),
    summary: {
      path: shown,
      covered: compared.covered.length,
      grown: compared.grown.length,
      improvable: request.write ? 0 : compared.improvable,
    },
  };
}

function withOldFigure(finding: CheckFinding, before: number | undefined): CheckFinding {
  if (before === undefined) return finding;
  return {
    ...finding,
    message: `${finding.message} The baseline allows ${before}.`,
    data: { ...finding.data, baseline: before },
  };
}

function readBaseline(file: string, shown: string, files: FileAccess): BaselineEntry[] | undefined {
  let text: string | undefined;
  try {
    text = files.read(file);
  } catch (error) {
    throw new CommandError(`the baseline ${shown} cannot be read: ${readingProblem(error)}.`);
  }
  if (text === undefined) return undefined;
  const entries = parseBaseline(text);
  if (entries) return entries;
  throw new CommandError(
    `the baseline ${shown} is damaged. Mend it, or delete it and write it anew with --write-baseline.`,
  );
}

function write(file: string, shown: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError(`the baseline ${shown} cannot be written: ${readingProblem(error)}.`);
  }
}

/** Hints are no violations. */
function violationsOf(
  findings: readonly CheckFinding[],
  { cwd, root }: BaselineRequest,
): Violation<CheckFinding>[] {
  return findings
    .filter(({ severity }) => severity !== 'hint')
    .map((finding) => {
      const file = pathBelow(root, path.resolve(cwd, finding.path));
      return { finding, entry: entryOf(file, finding) };
    });
}

function entryOf(file: string, { rule, data }: CheckFinding): BaselineEntry {
  const { name, module, actual, limit, files } = data;
  const subject = name ?? module ?? files ?? (typeof limit === 'string' ? limit : undefined);
  return {
    path: file,
    rule,
    ...(subject !== undefined && { name: Array.isArray(subject) ? subject.join(', ') : String(subject) }),
    ...(typeof actual === 'number' && { actual }),
  };
}
