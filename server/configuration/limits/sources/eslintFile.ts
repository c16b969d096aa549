import { type LocatedValue, property } from '../../located/locatedValue.ts';
import type { LimitSource } from '../limitSource.ts';
import { eslintSource } from './eslintSource.ts';

/** The limits of a file that configures ESLint, read by its name and never executed; undefined where it states none. */
export async function readEslintConfiguration(text: string, path: string): Promise<LimitSource | undefined> {
  return eslintSource(await located(text, path), path);
}

async function located(text: string, path: string): Promise<LocatedValue | undefined> {
  if (/\.[cm]?[jt]s$/.test(path)) {
    const { locatedJavaScript } = await import('../../located/locatedJavaScript.ts');
    return locatedJavaScript(text);
  }
  if (path.endsWith('.json')) {
    const { locatedJson } = await import('../../located/locatedJson.ts');
    const root = locatedJson(text);
    return path.endsWith('package.json') ? property(root, 'eslintConfig') : root;
  }
  // `.eslintrc` without an ending is YAML, of which JSON is a part.
  const { locatedYaml } = await import('../../located/locatedYaml.ts');
  return locatedYaml(text);
}
