/** What a screen reader says of a row: its name and the facts about it, sentences among them without their full stops. */
export function spokenList(name: string, facts: readonly string[]): string {
  return [name, ...facts.map((fact) => fact.replace(/\.$/, ''))].join(', ');
}
