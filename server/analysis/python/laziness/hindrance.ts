import type { Obstacle } from '../../laziness/importExplanation.ts';
import type { Node } from '../syntax/expressionNodes.ts';

/** What an obstacle does to one way of being lazy. */
type Effect = 'none' | 'unsafe' | 'no';

/** An obstacle before it is told: which ways of being lazy it stands in. */
export interface Hindrance {
  readonly matrixCase: Obstacle['matrixCase'];
  readonly node: Pick<Node, 'start' | 'end'>;
  readonly message: string;
  /** What it means for taking the name out of the module: into functions or a block for type checkers. */
  readonly moving: Effect;
  /** What it means for `lazy import`, which leaves the name where it is. */
  readonly lazy: Effect;
  /** The way of moving that it does not stand in. */
  readonly exceptFor?: 'module-getattr' | 'availability-flag';
}
