import type { ImportContext } from './importContext.ts';
import type { ValuePath } from './importedValues.ts';
import { isTrue, minutes, percent, plainNameOf, texts } from './readValue.ts';

export interface ImportedGate {
  readonly name: string;
  readonly command: readonly string[];
}

/** Where a gate of the foreign configuration holds. */
export interface AskedGates {
  readonly required: string[];
  readonly advisory: string[];
}

const kinds = ['required', 'optional'] as const;
const rootSpellings = [['qualityGates'], ['gates']] as const;

/** Scripts of package.json that such gates mostly are, best first. */
const scriptsOf: Readonly<Record<string, readonly string[]>> = {
  'unit-tests': ['test:unit', 'unit', 'test'],
  'integration-tests': ['test:integration', 'integration'],
  'performance-tests': ['test:performance', 'test:perf', 'performance'],
  'security-scan': ['security', 'test:security', 'audit'],
  'e2e-tests': ['test:e2e', 'e2e'],
  'load-tests': ['test:load', 'load'],
};
const coverageFile = 'coverage/lcov.info';

/** The gates that are enabled and for which a command is known; nothing is made up for the others. */
export function importGates(context: ImportContext): ImportedGate[] {
  return gatePaths(context).flatMap((path) => {
    const gate = importGate(context, path);
    return gate ? [gate] : [];
  });
}

function gatePaths({ values }: ImportContext): ValuePath[] {
  const root = values.spelled(...rootSpellings);
  return kinds.flatMap((kind) => values.names([...root, kind]).map((key) => [...root, kind, key]));
}

function importGate({ values, facts, assume }: ImportContext, path: ValuePath): ImportedGate | undefined {
  const key = path.at(-1) ?? '';
  const name = plainNameOf(key);
  if (values.peek([...path, 'enabled']) === false) {
    values.leave(path, 'it is not enabled there');
    return undefined;
  }
  const script = name && (scriptsOf[name] ?? [name]).find((each) => facts.scripts.includes(each));
  if (name === undefined || script === undefined) {
    values.leave(
      path,
      `the file says no command for it, and package.json has no script of such a name: add a gate under teams.*.gates`,
    );
    return undefined;
  }
  values.take([...path, 'enabled'], isTrue, 'it is neither true nor false');
  const timeoutSeconds = values.take([...path, 'timeoutMinutes'], minutes, 'it is no time in minutes');
  const report = importCoverage({ values, assume, facts }, path);
  assume(`Gate ${name} runs \`npm run ${script}\`, the script in package.json.`);
  return {
    name,
    command: ['npm', 'run', script],
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...report,
  };
}

function importCoverage({ values, assume }: ImportContext, path: ValuePath): object {
  const lines = values.take([...path, 'coverageThreshold'], percent, 'it is no percentage');
  if (lines === undefined) return {};
  assume(`Coverage is read from ${coverageFile}, where the tests have to write it.`);
  return { report: { type: 'lcov', path: coverageFile, thresholds: { lines } } };
}

/** Which of these gates an environment asks for. */
export function gatesIn(
  { values }: ImportContext,
  environment: string,
  known: ReadonlySet<string>,
): AskedGates {
  const root = values.spelled(...rootSpellings);
  const asked = (kind: (typeof kinds)[number]) =>
    values.names([...root, kind]).flatMap((key) => {
      const name = plainNameOf(key) ?? '';
      if (!known.has(name)) return [];
      const only = values.take([...root, kind, key, 'environments'], texts, 'they are no list of names');
      return only === undefined || only.includes(environment) ? [name] : [];
    });
  const required = asked('required');
  return { required, advisory: asked('optional').filter((name) => !required.includes(name)) };
}
