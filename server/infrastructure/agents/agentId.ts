/** The id of the agent whose workspace has this name: characters no id may have become hyphens. */
export function agentIdOf(workspace: string): string | undefined {
  const id = workspace
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, 64);
  return id === '' ? undefined : id;
}
