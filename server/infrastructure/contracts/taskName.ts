/** Names a task of a contract. */
export interface TaskName {
  readonly contract: string;
  readonly task: string;
}
