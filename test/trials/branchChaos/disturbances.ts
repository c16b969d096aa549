import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosRepository } from './chaosRepository.ts';
import type { MortalService } from './mortalService.ts';
import type { Chance, Work } from './work.ts';

interface Plain {
  readonly repository: ChaosRepository;
  readonly work: Work;
  readonly chance: Chance;
  readonly checkedOut: boolean;
}

/** Moves, packs and collects with plain git, behind the back of the service. */
export async function disturb(plain: Plain, over: () => boolean): Promise<void> {
  const { repository, work, chance, checkedOut } = plain;
  while (!over()) {
    const roll = chance();
    if (roll < 0.4)
      await (checkedOut ? work.commitInWorkTree(chance) : work.commitOn('refs/heads/main', chance));
    else if (roll < 0.75) await work.commitOn(await anyBranch(plain), chance);
    else if (roll < 0.95) await repository.tryGit(['pack-refs', '--all']);
    else await repository.tryGit(['gc', '--quiet']);
    await sleep(chance() * 1500);
  }
}

async function anyBranch({ repository, chance }: Plain): Promise<string> {
  const refs = await repository.tryGit(['for-each-ref', '--format=%(refname)', 'refs/heads/feature']);
  const all = refs?.split('\n') ?? [];
  return all[Math.floor(chance() * all.length)] ?? 'refs/heads/main';
}

/** Kills the service without a warning and starts it again, over and over. */
export async function kill(service: MortalService, chance: Chance, over: () => boolean): Promise<void> {
  for (;;) {
    await sleep(2000 + chance() ** 2 * 16_000);
    if (over()) return;
    await service.end('SIGKILL');
    await sleep(chance() * 400);
    await service.start();
  }
}
