import { agentTools } from './agentTools.ts';
import { leaseTools } from './leaseTools.ts';
import { messageTools } from './messageTools.ts';
import { repositoryTools } from './repositoryTools.ts';
import { taskTools } from './taskTools.ts';
import type { Tool } from './tool.ts';

/** Every tool, in the order in which models are told of them. */
export const tools: readonly Tool[] = [
  ...agentTools,
  ...taskTools,
  ...leaseTools,
  ...messageTools,
  ...repositoryTools,
];
