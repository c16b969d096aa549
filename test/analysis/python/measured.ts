import { SourceModule } from '../../../server/analysis/sourceModule.ts';

/** Definitions of a Python text with their measures, written like `metrics.py` writes them, sorted. */
export function measured(text: string): string[] {
  const { definitions } = new SourceModule(text, 'python');
  return definitions
    .map((definition) => {
      const { kind, name, firstLine, lastLine, parent, parameters, complexity, nesting } = definition;
      const place = `${kind} ${name} ${firstLine}-${lastLine} in ${definitions[parent]?.name ?? '-'}`;
      if (kind === 'class') return place;
      return `${place}: ${parameters} parameters, complexity ${complexity}, nesting ${nesting}`;
    })
    .sort();
}
