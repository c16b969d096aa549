/** Runs a task when told, never twice at once: told again meanwhile, it runs once more after. It must not reject. */
export function coalesced(task: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'queued' = 'idle';
  const run = async (): Promise<void> => {
    do {
      state = 'running';
      await task();
    } while (wasQueued());
    state = 'idle';
  };
  const wasQueued = () => state === 'queued';
  return () => {
    if (state === 'idle') void run();
    else state = 'queued';
  };
}
