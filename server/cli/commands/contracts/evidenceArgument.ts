import type { EvidenceSpec } from '../../../protocol/evidence.ts';
import { type CommandArguments, CommandError } from '../../command.ts';

type EvidenceInput =
  | EvidenceSpec
  | (Omit<Extract<EvidenceSpec, { kind: 'tests' }>, 'minimum'> & { kind: 'tests' });

/** How evidence is written on the command line, for the help. */
export const evidenceForms =
  'Evidence is written as merged:<branch>, commit:<commit>[:<file>,…], lines:<file>:<maximum>[@<revision>], v2:<file>,…[@<revision>], gate:<name>[@<revision>] or tests:<file>[@<revision>]. Without a revision the base branch is meant.';

/**
 * The evidence that an option names, however often it is given.
 * @throws {CommandError} a text that is none
 */
export function evidenceOf({ values }: CommandArguments, command: string, option: string): EvidenceInput[] {
  const given = values[option];
  const texts = Array.isArray(given) ? given : given === undefined ? [] : [given];
  return texts.map((text) => {
    const evidence = parse(String(text));
    if (evidence) return evidence;
    throw new CommandError(`${command}: ${JSON.stringify(text)} is no evidence. ${evidenceForms}`);
  });
}

function parse(text: string): EvidenceInput | undefined {
  const [, kind = '', rest = ''] = /^([a-z0-9]+):(.+)$/.exec(text) ?? [];
  if (kind === 'merged') return { kind, branch: rest };
  if (kind === 'commit') return commitOf(rest);
  const [, what = '', revision] = /^([^@]+)(?:@(.+))?$/.exec(rest) ?? [];
  const at = revision === undefined ? {} : { at: revision };
  if (what === '') return undefined;
  if (kind === 'v2') return { kind, files: listOf(what), ...at };
  if (kind === 'gate') return { kind, gate: what, ...at };
  if (kind === 'tests') return { kind, file: what, ...at };
  const [, file, maximum] = /^(.+):(\d{1,7})$/.exec(what) ?? [];
  return kind === 'lines' && file !== undefined ? { kind, file, maximum: Number(maximum), ...at } : undefined;
}

function commitOf(text: string): EvidenceInput | undefined {
  const [, commit, files] = /^([^:]+)(?::(.+))?$/.exec(text) ?? [];
  if (commit === undefined) return undefined;
  return { kind: 'commit', commit, ...(files === undefined ? {} : { files: listOf(files) }) };
}

function listOf(text: string): string[] {
  return text.split(',').filter((part) => part !== '');
}
