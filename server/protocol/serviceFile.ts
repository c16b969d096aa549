import * as z from 'zod';

/** Folder under the git common directory that holds everything of the service: log, token, worktrees. */
export const stateFolderName = 'swarm';
/** Written when the service listens, removed when it stops; mode 0600 in a folder of mode 0700. */
export const serviceFileName = 'service.json';

export const serviceFileSchema = z.object({
  /** `http://127.0.0.1:PORT`. */
  address: z.url(),
  token: z.string().min(32),
  pid: z.int(),
  version: z.string(),
});
export type ServiceFile = z.infer<typeof serviceFileSchema>;
