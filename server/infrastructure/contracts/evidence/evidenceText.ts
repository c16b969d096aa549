import type { EvidenceSpec } from '../../../protocol/evidence.ts';

const shownFiles = 3;

/** What evidence claims, in a few words. */
export function evidenceText(spec: EvidenceSpec): string {
  switch (spec.kind) {
    case 'merged':
      return `${spec.branch} is merged into ${spec.into ?? 'the base'}`;
    case 'commit':
      return `${spec.commit} touches ${listed(spec.files ?? ['the files of the task'])}`;
    case 'lines':
      return `${spec.file} has at most ${spec.maximum} lines${place(spec.at)}`;
    case 'v2':
      return `${listed(spec.files)} without ${listed(spec.rules ?? ['V2 findings'])}${place(spec.at)}`;
    case 'gate':
      return `${spec.gate} has passed for ${spec.at ?? 'the base'}`;
    case 'tests':
      return `${spec.file ?? 'a posted report'} shows no failed test${spec.file === undefined ? '' : place(spec.at)}`;
  }
}

function place(at: string | undefined): string {
  return at === undefined ? '' : ` at ${at}`;
}

/** The first few of a list, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - shownFiles;
  return more > 0 ? `${names.slice(0, shownFiles).join(', ')} and ${more} more` : names.join(', ');
}
