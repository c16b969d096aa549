import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../../..');
const banner = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/** The real service, bundled as it ships, and an empty git repository for it. */
export class BundledService {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  static async build(): Promise<BundledService> {
    const service = new BundledService(await mkdtemp(path.join(tmpdir(), 'swarm-service-')));
    await build({
      absWorkingDir: root,
      entryPoints: { service: 'server/infrastructure/main.ts' },
      outdir: path.dirname(service.entry),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      banner,
      alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
      logLevel: 'warning',
    });
    await service.pretendVersion('1.0.0');
    await mkdir(service.repository);
    execFileSync('git', ['init', '--quiet', service.repository]);
    return service;
  }

  get entry(): string {
    return path.join(this.folder, 'dist', 'server', 'service.js');
  }

  get repository(): string {
    return path.join(this.folder, 'repository');
  }

  /** The version that a service started from now on tells. */
  async pretendVersion(version: string): Promise<void> {
    await writeFile(path.join(this.folder, 'package.json'), JSON.stringify({ version, type: 'module' }));
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
