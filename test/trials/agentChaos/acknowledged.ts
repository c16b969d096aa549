/** What the service has told an agent to be done. */
export interface Acknowledged {
  readonly agent: string;
  readonly what: 'claimed' | 'submitted';
  readonly task: string;
  readonly attempt: number;
}
