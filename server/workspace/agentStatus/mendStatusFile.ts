import { type KeptPart, repairStatus } from '../../analysis/agentStatus/repairStatus.ts';
import { encodingProblem } from '../../analysis/agentStatus/statusEncoding.ts';
import { EditedText } from '../../analysis/fixes/editedText.ts';
import { changeStatusFile, readStatusFile, type StatusContent } from './changeStatusFile.ts';

/** How a status file can be mended. */
export type StatusMending =
  | { readonly kind: 'sound' }
  | {
      readonly kind: 'mended';
      readonly before: string;
      readonly after: string;
      /** What is taken out or left open, each a sentence. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'choose'; readonly why: string; readonly choices: readonly MendingTitle[] }
  | { readonly kind: 'refused'; readonly why: string };

interface MendingTitle {
  readonly keep: KeptPart;
  readonly title: string;
}

/**
 * What would be mended in a status file.
 * @param keep which part of several is kept; undefined: nobody has said
 * @throws {FileNotReplaced} it cannot be read
 */
export async function planMending(
  folder: string,
  file: string,
  keep: KeptPart | undefined,
): Promise<StatusMending> {
  return mendingOf(await readStatusFile(folder, file), keep);
}

/**
 * Writes a status file as it is planned, from what stands in it then.
 * @throws {FileNotReplaced} why it was not written
 */
export async function mendStatusFile(
  folder: string,
  file: string,
  keep: KeptPart | undefined,
): Promise<boolean> {
  return changeStatusFile(folder, file, (content) => {
    const mending = mendingOf(content, keep);
    if (mending.kind === 'mended') return { text: mending.after };
    return mending.kind === 'sound' ? { text: content.text } : { refused: mending.why };
  });
}

function mendingOf({ text, encoding }: StatusContent, keep: KeptPart | undefined): StatusMending {
  const repair = repairStatus(text);
  const problem = encodingProblem(encoding);
  const encoded = problem === undefined ? [] : [`The file is written as UTF-8: ${problem}.`];
  if (repair.kind === 'sound' && problem !== undefined)
    return { kind: 'mended', before: text, after: text, notes: encoded };
  if (repair.kind === 'sound' || repair.kind === 'refused') return repair;
  const chosen = repair.kind === 'mended' ? repair : repair.choices.find((each) => each.keep === keep);
  if (repair.kind === 'choose' && !chosen) {
    const choices = repair.choices.map((each) => ({ keep: each.keep, title: each.title }));
    return { kind: 'choose', why: repair.why, choices };
  }
  const edited = new EditedText(text);
  edited.apply(chosen?.edits ?? []);
  return { kind: 'mended', before: text, after: edited.text, notes: [...encoded, ...(chosen?.notes ?? [])] };
}
