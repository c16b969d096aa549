import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { installedPackages } from './installedPackages.ts';

/** What the benchmarks read, and the peers that read it beside us; pinned, so that figures can be compared. */
const packages = [
  '@babel/standalone@7.28.5',
  '@mui/material@7.3.5',
  'antd@6.0.0',
  'date-fns@4.1.0',
  'eslint@9.39.1',
  'lodash@4.17.21',
  'next@16.0.3',
  'oxlint@1.29.0',
  'rxjs@7.8.2',
  'three@0.181.1',
  'typescript@5.9.3',
  'webpack@5.103.0',
];

/** Installs the packages into a folder of their own, kept between runs; gives its `node_modules`. */
export function npmCorpus(): string {
  return installedPackages('swarm-bench-packages', packages);
}

export interface CorpusFile {
  readonly file: string;
  readonly size: number;
}

const sources = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** JavaScript and TypeScript files of packages, in order of their paths, without what is nested in them by npm. */
export function sourceFiles(modules: string, names: readonly string[]): CorpusFile[] {
  return names.flatMap((name) => {
    const root = path.join(modules, name);
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && sources.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !path.relative(root, file).split(path.sep).includes('node_modules'))
      .sort()
      .map((file) => ({ file, size: statSync(file).size }));
  });
}
