/** Key in the secret storage of the token for a remote API; each address has its own, so that none gets another's. */
export function apiTokenSecret(url: string): string {
  return `swarm.api.token:${URL.canParse(url) ? new URL(url).origin : url}`;
}

/** Key in the secret storage of the personal token for the service of a repository on this machine. */
export function personalTokenSecret(repository: string): string {
  return `swarm.personal.token:${repository}`;
}
