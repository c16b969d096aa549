import type { CommandFunction } from './commandContext.ts';

/** Fetches everything anew in every repository; one that has no connection tries again at once. */
export const refresh: CommandFunction = async ({ repositories }) => {
  await repositories.update();
  const wanted = repositories.sessions.filter((session) => session.state.kind !== 'off');
  const results = await Promise.allSettled(
    wanted.map((session) => session.refresh(AbortSignal.timeout(60_000))),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
};
