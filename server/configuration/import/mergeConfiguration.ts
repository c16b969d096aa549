import { applyEdits, type FormattingOptions, findNodeAtLocation, getNodeValue, modify } from 'jsonc-parser';
import { parseCommentedJson } from '../commentedJson.ts';
import { LineStarts } from '../lineStarts.ts';

export interface MergedConfiguration {
  readonly text: string;
  /** What both say, each its own: what was there stays. Paths such as `environments.staging.slots`. */
  readonly kept: readonly string[];
}

const formattingOptions: FormattingOptions = { insertSpaces: true, tabSize: 2 };

/** Adds to the text of a swarm.json what it does not say yet; what it says, its comments and its order stay. */
export function mergeConfiguration(text: string, added: object): MergedConfiguration {
  let merged = text;
  const kept: string[] = [];
  const add = (value: object, path: readonly string[]): void => {
    for (const [name, inner] of Object.entries(value)) {
      const place = [...path, name];
      const present = valueAt(merged, place);
      if (present === undefined)
        merged = applyEdits(merged, modify(merged, place, inner, { formattingOptions }));
      else if (isRecord(present) && isRecord(inner)) add(inner, place);
      else if (JSON.stringify(present) !== JSON.stringify(inner)) kept.push(place.join('.'));
    }
  };
  add(added, []);
  return { text: merged, kept };
}

function valueAt(text: string, path: readonly string[]): unknown {
  const { root } = parseCommentedJson(text, new LineStarts(text));
  const node = root && findNodeAtLocation(root, [...path]);
  return node && getNodeValue(node);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
