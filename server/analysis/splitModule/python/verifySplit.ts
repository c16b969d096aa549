import { moduleScopes } from '../../python/scopes/moduleScopes.ts';
import type { ModuleScopes } from '../../python/scopes/scope.ts';
import { parse } from '../../python/syntax/parse.ts';
import type { SplitPlan } from '../splitPlan.ts';
import type { SplitSource } from './splitSource.ts';

/** Whether all files of a plan parse, the original keeps its names, and no file reads a name that it does not have. */
export function keepsWhatItMeans(source: SplitSource, { original, files }: SplitPlan): boolean {
  const foreign = unboundNames(source.scopes).add('__spec__');
  const trees = [original, ...files].map(({ text }) => parse(text));
  if (trees.some(({ errors }) => errors.length > 0)) return false;
  const scopes = trees.map((each) => moduleScopes(each));
  const bound = scopes[0]?.module.bindings;
  for (const name of source.scopes.module.bindings.keys()) if (!bound?.has(name)) return false;
  return scopes.every((each) => [...unboundNames(each)].every((name) => foreign.has(name)));
}

function unboundNames({ uses }: ModuleScopes): Set<string> {
  return new Set(uses.filter(({ binding }) => binding === undefined).map(({ name }) => name));
}
