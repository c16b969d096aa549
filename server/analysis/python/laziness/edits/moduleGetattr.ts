import type { OffsetEdit } from '../../../fixes/fix.ts';
import type { ImportBinding } from '../importBinding.ts';
import { importTexts } from './importText.ts';
import type { ModuleHead } from './moduleHead.ts';

/** A `__getattr__` at the end of a module that imports names when somebody asks the module for them (PEP 562). */
export function moduleGetattr(
  { lines, lineEnd }: ModuleHead,
  bindings: readonly ImportBinding[],
): OffsetEdit {
  const indent = '        ';
  const written: string[] = ['', '', 'def __getattr__(name):'];
  for (const name of new Set(bindings.map((each) => each.name))) {
    const own = bindings.filter((each) => each.name === name);
    const imports = importTexts(lines.text, own, { indent, lineEnd }).map((each) => indent + each);
    written.push(`    if name == "${name}":`, ...imports, '', `${indent}return ${name}`);
  }
  written.push('    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")');
  const end = lines.text.length;
  const unfinished = end > 0 && !lines.text.endsWith('\n') ? lineEnd : '';
  return { start: end, end, newText: unfinished + written.map((line) => line + lineEnd).join('') };
}
