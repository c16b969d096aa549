import * as z from 'zod';

/** A path inside the repository as swarm.json writes it: never one that leads out of it or looks like an option. */
export const relativePath = z
  .string()
  .max(300)
  .regex(/^(?![-/])(?!.*(^|\/)\.\.(\/|$))[^\\:\p{Cc}]+$/u, 'use a path inside the repository');
