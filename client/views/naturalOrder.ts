const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Order in which a person counts: Agent-2 before Agent-10. */
export function naturalOrder(a: string, b: string): number {
  return collator.compare(a, b);
}
