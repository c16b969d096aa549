import { extensions, type Uri, workspace } from 'vscode';
import { settingKey } from '../contributions.ts';

/** What we use of the Python extension's interface. */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath?(resource: Uri): { readonly path?: unknown } | undefined;
  };
}

/** The Python of a document: as the setting says, else the environment chosen in the Python extension, else `python3`. */
export async function pythonInterpreter(resource: Uri): Promise<string> {
  const set = workspace.getConfiguration(undefined, resource).get<unknown>(settingKey.pythonInterpreter);
  if (typeof set === 'string' && set.trim() !== '') return set.trim();
  const chosen = await chosenEnvironment(resource).catch(() => undefined);
  return chosen ?? (process.platform === 'win32' ? 'python' : 'python3');
}

async function chosenEnvironment(resource: Uri): Promise<string | undefined> {
  const python = extensions.getExtension<PythonExtension | undefined>('ms-python.python');
  const path = (await python?.activate())?.environments?.getActiveEnvironmentPath?.(resource)?.path;
  return typeof path === 'string' && path !== '' ? path : undefined;
}
