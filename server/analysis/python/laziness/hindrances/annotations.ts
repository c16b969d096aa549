import type { Node } from '../../syntax/expressionNodes.ts';
import type { ClassDefinition, FunctionDefinition } from '../../syntax/statementNodes.ts';
import type { Hindrance } from '../hindrance.ts';
import type { ImportFacts } from '../importFacts.ts';
import type { ImportUse } from '../importUse.ts';
import { baseNames, type LocalDefinitions, lastName } from '../localDefinitions.ts';
import { isKind, isSuite } from '../syntaxPath.ts';

type Definition = FunctionDefinition | ClassDefinition;

const readers: ReadonlySet<string> = new Set([
  'get_type_hints',
  'get_annotations',
  'signature',
  '__annotations__',
  'getfullargspec',
]);

// Decorators and classes that read the annotations of what they decorate or of their subclasses.
const readingDecorators =
  /^(?:dataclass|pydantic_dataclass|define|frozen|mutable|attrs|attrs?_s|s|validate_call|validate_arguments|typechecked|beartype|strawberry|input|singledispatch|register|command|callback|get|post|put|patch|delete|options|head|websocket|api_route|route|tool|inject)$/;
const readingBases =
  /^(?:BaseModel|BaseSettings|RootModel|GenericModel|SQLModel|DeclarativeBase|DeclarativeBaseNoMeta|MappedAsDataclass|NamedTuple|TypedDict|Struct|Schema|Document)$/;
const inertDecorators =
  /^(?:staticmethod|classmethod|property|setter|getter|deleter|wraps|cache|lru_cache|cached_property|contextmanager|asynccontextmanager|abstractmethod|override|overload|final|fixture|no_type_check|unique|total_ordering|runtime_checkable)$/;
const inertBases =
  /^(?:object|ABC|Protocol|Generic|Thread|dict|list|tuple|set|str|int|float|\w*(?:Error|Exception|Warning|Enum|Flag|TestCase|Mixin))$/;

/** Cases 11, 14 and 15: annotations that are evaluated, and who reads them. */
export function annotationHindrances(facts: ImportFacts): Hindrance[] {
  const uses = facts.uses.filter(({ site }) => site.when === 'annotation');
  const found = uses.flatMap((use) => ofUse(facts, use));
  const reader = uses.length + facts.mentions.length > 0 ? readerIn(facts) : undefined;
  return reader && !found.some(({ matrixCase }) => matrixCase === 15) ? [...found, reader] : found;
}

function ofUse(facts: ImportFacts, { node, site }: ImportUse): Hindrance[] {
  if (site.when !== 'annotation' || !site.isEvaluated) return [];
  const line = facts.module.lines.lineAt(node.start);
  const reading = site.owner && readingPart(site.owner, facts.calls.local);
  if (reading?.surely) {
    const message = `Line ${line} uses '${node.name}' in an annotation that line ${facts.module.lines.lineAt(reading.node.start)} reads while the module is imported.`;
    return [{ matrixCase: 14, node, message, moving: 'no', lazy: 'no' }];
  }
  const found: Hindrance[] = [];
  if (!facts.annotationsWait && site.within === undefined) {
    const message = `Line ${line} uses '${node.name}' in an annotation, which is evaluated while the module is imported; with 'from __future__ import annotations' it is not.`;
    found.push({
      matrixCase: 11,
      node,
      message,
      moving: 'unsafe',
      lazy: waitsWithLazy(facts) ? 'none' : 'no',
    });
  }
  if (reading) {
    const message = `Line ${facts.module.lines.lineAt(reading.node.start)} may read the annotations of ${site.owner?.name.name}, of which one uses '${node.name}'.`;
    found.push({ matrixCase: 15, node: reading.node, message, moving: 'unsafe', lazy: 'unsafe' });
  }
  return found;
}

/** `lazy import` needs Python 3.15, which evaluates annotations when they are asked for. */
function waitsWithLazy({ context }: ImportFacts): boolean {
  return context.target !== undefined;
}

/** The decorator or base class of a definition that reads its annotations, surely or perhaps. */
function readingPart(
  owner: Definition,
  local: LocalDefinitions,
): { node: Node; surely: boolean } | undefined {
  const surely =
    owner.decorators.find((each) => readingDecorators.test(lastName(each))) ??
    (owner.kind === 'class' ? readingBase(owner, local, readingBases, true) : undefined);
  if (surely) return { node: surely, surely: true };
  const perhaps =
    owner.decorators.find((each) => !inertDecorators.test(lastName(each))) ??
    (owner.kind === 'class' ? readingBase(owner, local, inertBases, false) : undefined);
  return perhaps && { node: perhaps, surely: false };
}

/** The base of a class, or of a class of this module above it, whose name fits a pattern or does not. */
function readingBase(
  owner: ClassDefinition,
  local: LocalDefinitions,
  names: RegExp,
  fits: boolean,
  depth = 0,
): Node | undefined {
  const own = baseNames(owner);
  return owner.bases.find((_, index) => {
    const name = own[index] ?? '';
    const above = local.named(name).filter((each) => each.kind === 'class');
    if (above.length === 0 || depth > 20) return names.test(name) === fits;
    return above.some((each) => readingBase(each, local, names, fits, depth + 1) !== undefined);
  });
}

function readerIn(facts: ImportFacts): Hindrance | undefined {
  for (const node of facts.index.nodesOf(readers)) {
    const name = isKind(node, 'name') ? node.name : isKind(node, 'attribute') ? node.attribute.name : '';
    if (!readers.has(name) || isSuite(node)) continue;
    const message = `Line ${facts.module.lines.lineAt(node.start)} reads annotations with ${name}, and would not find what they name.`;
    return { matrixCase: 15, node, message, moving: 'unsafe', lazy: 'none' };
  }
  return undefined;
}
