import * as z from 'zod';

/** Program and arguments as swarm.json writes them: started without a shell. */
export const programCommand = z.array(z.string().min(1).max(4096)).min(1).max(64);
