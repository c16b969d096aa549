import path from 'node:path';

/** What @vscode/test-electron passes to the VS Code executable, as far as it matters here. */
export interface TestArguments {
  /** Folder or workspace to open; undefined for an empty window. */
  readonly folder: string | undefined;
  readonly extensions: readonly string[];
  readonly tests: string;
  readonly trustEverything: boolean;
}

/** @throws {Error} when there is no test module */
export function parseTestArguments(args: readonly string[]): TestArguments {
  const values = (name: string) =>
    args
      .filter((argument) => argument.startsWith(`--${name}=`))
      .map((argument) => path.resolve(argument.slice(name.length + 3)));
  const [tests] = values('extensionTestsPath');
  if (!tests) throw new Error('--extensionTestsPath is required');
  const folder = args.find((argument) => !argument.startsWith('-'));
  return {
    folder: folder === undefined ? undefined : path.resolve(folder),
    extensions: values('extensionDevelopmentPath'),
    tests,
    trustEverything: args.includes('--disable-workspace-trust'),
  };
}
