import type { DiagnosticRelatedInformation, Range } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import type { Finding, Range as FindingRange } from '../analysis/finding.ts';
import { protocolRange } from './toDiagnostic.ts';

/**
 * The other places that explain findings of a document, as an editor takes them; undefined of a finding that has none.
 * @param range gives the editor's range of one in the document
 */
export function relatedPlaces(
  uri: string,
  folder: string | undefined,
  range: (range: FindingRange) => Range,
): (finding: Finding) => DiagnosticRelatedInformation[] | undefined {
  return ({ related }) =>
    related?.map(({ path, range: place, message }) => ({
      location:
        path === undefined
          ? { uri, range: range(place) }
          : { uri: addressOf(folder ?? uri, path), range: protocolRange(place) },
      message,
    }));
}

/** Address of a path relative to a folder. */
export function addressOf(folder: string, path: string): string {
  return Utils.joinPath(URI.parse(folder), path).toString();
}
