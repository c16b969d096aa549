import type { Node } from '../../syntax/expressionNodes.ts';
import type { Hindrance } from '../hindrance.ts';
import type { ImportFacts } from '../importFacts.ts';
import { lastName } from '../localDefinitions.ts';
import { isKind, isSuite } from '../syntaxPath.ts';
import type { Annotated } from '../useSite.ts';
import { AnnotationReaders, readingFunctions } from './annotationReaders.ts';

/** Cases 11, 14 and 15: annotations that are evaluated, and who reads them. */
export function annotationHindrances(facts: ImportFacts): Hindrance[] {
  const places = annotatedPlaces(facts);
  const owners = places.flatMap(({ owner }) => owner ?? []);
  const readers = new AnnotationReaders(facts.index, facts.calls.local, owners);
  const found = places.flatMap((place) => ofPlace(facts, place, readers));
  const reader = places.length > 0 ? readerIn(facts) : undefined;
  return reader && !found.some(({ matrixCase }) => matrixCase === 15) ? [...found, reader] : found;
}

/** A name in an annotation, or a string or comment that is one. */
interface AnnotatedPlace {
  readonly node: Pick<Node, 'start' | 'end'>;
  readonly name: string;
  readonly owner: Annotated | undefined;
  /** While the module is imported, unless all of them wait. */
  readonly isEvaluated: boolean;
}

function annotatedPlaces({ uses, mentions }: ImportFacts): AnnotatedPlace[] {
  return [
    ...uses.flatMap(({ node, site }) =>
      site.when === 'annotation'
        ? [
            {
              node,
              name: node.name,
              owner: site.isEvaluated ? site.owner : undefined,
              isEvaluated: site.isEvaluated && site.within === undefined,
            },
          ]
        : [],
    ),
    ...mentions.map(({ start, end, bindings, owner }) => {
      return { node: { start, end }, name: bindings[0]?.name ?? '', owner, isEvaluated: false };
    }),
  ];
}

function ofPlace(
  facts: ImportFacts,
  { node, name, owner, isEvaluated }: AnnotatedPlace,
  readers: AnnotationReaders,
): Hindrance[] {
  const lineOf = (each: Pick<Node, 'start'>) => facts.module.lines.lineAt(each.start);
  const reader = owner && readers.of(owner);
  if (reader && reader.when !== 'perhaps') {
    const message = `Line ${lineOf(node)} uses '${name}' in an annotation that '${lastName(reader.node)}' in line ${lineOf(reader.node)} reads when the program runs.`;
    const lazy = reader.when === 'definition' && isEvaluated ? 'no' : 'unsafe';
    return [{ matrixCase: 14, node, message, moving: 'no', lazy }];
  }
  const found: Hindrance[] = [];
  if (!facts.annotationsWait && isEvaluated) {
    const message = `Line ${lineOf(node)} uses '${name}' in an annotation, which is evaluated while the module is imported; with 'from __future__ import annotations' it is not.`;
    const lazy = waitsWithLazy(facts) ? 'none' : 'no';
    found.push({ matrixCase: 11, node, message, moving: 'unsafe', lazy });
  }
  if (reader) {
    const message = `Line ${lineOf(reader.node)} may read the annotations of ${owner?.name.name}, of which one uses '${name}'.`;
    found.push({ matrixCase: 15, node: reader.node, message, moving: 'unsafe', lazy: 'unsafe' });
  }
  return found;
}

/** `lazy import` needs Python 3.15, which evaluates annotations when they are asked for. */
function waitsWithLazy({ context }: ImportFacts): boolean {
  return context.target !== undefined;
}

function readerIn(facts: ImportFacts): Hindrance | undefined {
  for (const node of facts.index.nodesOf(readingFunctions)) {
    const name = isKind(node, 'name') ? node.name : isKind(node, 'attribute') ? node.attribute.name : '';
    if (!readingFunctions.has(name) || isSuite(node)) continue;
    const message = `Line ${facts.module.lines.lineAt(node.start)} reads annotations with ${name}, and would not find what they name.`;
    return { matrixCase: 15, node, message, moving: 'unsafe', lazy: 'none' };
  }
  return undefined;
}
