/** The name of the configuration at the root of a repository. Apart from its schema: who asks for no more loads no zod. */
export const configurationFileName = 'swarm.json';

/** As much as is read of it: what is larger is not a configuration but an accident. */
export const maximumConfigurationBytes = 1_000_000;
