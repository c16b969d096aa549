/** What tells a program which instance of its slot it is. */
export function instanceSetting(instance: number): { readonly SWARM_INSTANCE: string } {
  return { SWARM_INSTANCE: String(instance) };
}
