import type { FileLimits } from '../../../server/configuration/limits/fileLimits.ts';
import { LimitPolicy } from '../../../server/configuration/limits/limitPolicy.ts';
import {
  noRepositoryLimits,
  type RepositoryLimits,
} from '../../../server/configuration/limits/limitSource.ts';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';
import { languageSettingsSchema } from '../../../server/protocol/languageServer/languageSettings.ts';

/** What a policy is made of in a test; what is left out says nothing. */
export interface PolicyParts {
  /** Text of `swarm.json`, or what is written into it. */
  readonly swarmJson?: string | object;
  readonly editor?: object;
  readonly repository?: Partial<RepositoryLimits>;
}

/** A policy as on 21 November 2026. */
export function policyOf({ swarmJson, editor = {}, repository = {} }: PolicyParts): LimitPolicy {
  const text = typeof swarmJson === 'string' ? swarmJson : JSON.stringify(swarmJson ?? {}, null, 2);
  const { configuration, places, problems } = parseConfiguration(text);
  if (configuration === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return new LimitPolicy({
    located: swarmJson === undefined ? undefined : { configuration, places },
    settings: languageSettingsSchema.parse(editor),
    repository: { ...noRepositoryLimits, ...repository },
    today: '2026-11-21',
  });
}

/** `value kind:name@path:line` of the file limit and of what it overrides. */
export function fileLimitStory({ provenance }: FileLimits): string[] {
  const file = provenance.get('file');
  return [...(file ? [file] : []), ...(file?.overrides ?? [])].map(
    ({ value, origin: { kind, name, place } }) =>
      `${value} ${kind} ${name}${place ? ` ${place.path}:${place.range.start.line}` : ''}`,
  );
}
