/** A stream of messages without a pause is answered every so many. */
const patience = 1000;

/** Runs a task when the messages that told it have all been read, once for all of them. */
export function afterBurst(task: () => Promise<void>, failed: (cause: unknown) => void): () => void {
  let told = 0;
  let waiting = false;
  const quiet = async (): Promise<void> => {
    for (let seen = -1, turns = 0; seen !== told && turns < patience; turns++) {
      seen = told;
      // Messages are read one a turn of the event loop, before or after us: two turns without one mean none waits.
      await new Promise(setImmediate);
      await new Promise(setImmediate);
    }
    waiting = false;
    await task();
  };
  return () => {
    told++;
    if (waiting) return;
    waiting = true;
    quiet().catch(failed);
  };
}
