import { type StatusChange, updateStatus } from '../../analysis/agentStatus/writing/updateStatus.ts';
import { EditedText } from '../../analysis/fixes/editedText.ts';
import { changeStatusFile, foreignEncoding } from './changeStatusFile.ts';

/**
 * Says something in the status file of an agent, in the file's own style. Gives whether anything was different.
 * @throws {FileNotReplaced} why it was not written
 */
export function updateStatusFile(
  folder: string,
  file: string,
  change: StatusChange,
  now: Date,
): Promise<boolean> {
  return changeStatusFile(folder, file, (content) => {
    const foreign = foreignEncoding(content);
    if (foreign !== undefined) return { refused: foreign };
    const update = updateStatus(content.text, change, now);
    if (update.refused !== undefined) return update;
    const edited = new EditedText(content.text);
    edited.apply(update.edits);
    return { text: edited.text };
  });
}
