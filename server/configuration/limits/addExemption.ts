import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { LimitFinding } from '../../analysis/finding.ts';
import { EditedText } from '../../analysis/fixes/editedText.ts';
import type { OffsetEdit } from '../../analysis/fixes/fix.ts';
import { appendMember, layoutOf } from '../appendMember.ts';
import { createExclusion, globProblem } from '../exclusion.ts';

/** What is to be exempted from what, until when. */
export interface ExemptionRequest {
  /** Relative to the root of the repository, with forward slashes. */
  readonly path: string;
  readonly rule: LimitFinding['rule'];
  /** Last day: `2027-01-31`. */
  readonly expires: string;
}

/** A change of `swarm.json` that adds an exemption. */
export interface AddedExemption {
  readonly edits: readonly OffsetEdit[];
  readonly text: string;
  /** Where in that text the reason stands which a person has to write, without its quotes. */
  readonly reason: { readonly start: number; readonly end: number };
}

/** True as long as nobody writes another one. */
const noReason = 'TODO: nobody has given a reason yet.';

/**
 * Adds an exemption of one file from one rule behind those there are; what else the file says stays as it is, comments
 * too. Undefined where the text is no valid configuration, or a glob cannot name the file.
 * @param text of `swarm.json`, without a byte order mark
 */
export async function addExemption(
  text: string,
  request: ExemptionRequest,
): Promise<AddedExemption | undefined> {
  const { path, rule, expires } = request;
  const glob = globOf(path);
  if (globProblem(glob) !== undefined || !createExclusion([glob])(path)) return undefined;
  const values = { files: [glob], rules: [rule], reason: noReason, expires };
  const edits = editsFor(text, oneLine(values));
  if (!edits) return undefined;
  const edited = new EditedText(text);
  edited.apply(edits);
  const changed = edited.text;
  // What the package keeps beside the programs for all of them: imported above, it would be in there once more.
  const { parseConfiguration } = await import('../parseConfiguration.ts');
  const { problems, configuration } = parseConfiguration(changed);
  const index = (configuration?.v2.exemptions.length ?? 0) - 1;
  const root = parseTree(changed, [], { allowTrailingComma: true });
  const reason = root && findNodeAtLocation(root, ['v2', 'exemptions', index, 'reason']);
  if (problems.length > 0 || reason?.value !== noReason) return undefined;
  const start = reason.offset + 1;
  return { edits, text: changed, reason: { start, end: start + noReason.length } };
}

/** A glob that means the file: one at the root is told from those of its name by a slash, signs of globs by any sign. */
function globOf(path: string): string {
  const plain = path.replaceAll(/[*?[\]{}()!+@|\\]/g, '?');
  return plain.includes('/') ? plain : `/${plain}`;
}

function oneLine(values: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown) =>
    Array.isArray(value)
      ? `[${value.map((each) => JSON.stringify(each)).join(', ')}]`
      : JSON.stringify(value);
  const members = Object.entries(values).map(([name, value]) => `"${name}": ${text(value)}`);
  return `{ ${members.join(', ')} }`;
}

/** Behind the last exemption; where there are none, with the parts around it that are missing. */
function editsFor(text: string, entry: string): OffsetEdit[] | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root?.type !== 'object') return undefined;
  const { lineEnd, step } = layoutOf(text);
  const exemptions = findNodeAtLocation(root, ['v2', 'exemptions']);
  if (exemptions)
    return exemptions.type === 'array' ? appendMember(text, exemptions, () => entry) : undefined;
  const list = (at: string) => `"exemptions": [${lineEnd}${at}${step}${entry}${lineEnd}${at}]`;
  const v2 = findNodeAtLocation(root, ['v2']);
  if (v2) return v2.type === 'object' ? appendMember(text, v2, list) : undefined;
  return appendMember(text, root, (at) => `"v2": {${lineEnd}${at}${step}${list(at + step)}${lineEnd}${at}}`);
}
