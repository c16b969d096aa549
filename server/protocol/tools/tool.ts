import type { RouteName } from '../routes/routes.ts';

/** Something a model may call: one operation of the route table, described for a reader that knows nothing else. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  /** What it does, when to use it, and what comes back. */
  readonly description: string;
  readonly route: RouteName;
  /** What it takes, with a description: each is a part of the path, the query or the body of the route. */
  readonly takes: Readonly<Record<string, string>>;
  /** The argument that says who acts: left out, it is the agent that calls. */
  readonly acting?: 'agent' | 'holder' | 'from';
  /** Of a list: members of its rows by which some can be chosen, with a description. */
  readonly chooses?: Readonly<Record<string, string>>;
}
