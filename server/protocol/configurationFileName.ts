/** The name of the configuration at the root of a repository. Apart from its schema: who asks for no more loads no zod. */
export const configurationFileName = 'swarm.json';
