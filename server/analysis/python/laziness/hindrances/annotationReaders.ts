import type { Call, Expression, Node } from '../../syntax/expressionNodes.ts';
import type { ClassDefinition, FunctionDefinition } from '../../syntax/statementNodes.ts';
import { isHandedOver } from '../handedOver.ts';
import { baseNames, type LocalDefinitions, lastName } from '../localDefinitions.ts';
import type { SyntaxIndex } from '../syntaxIndex.ts';
import { isKind } from '../syntaxPath.ts';
import type { Annotated } from '../useSite.ts';

/** What reads annotations of a definition: when that is made, surely at some time, or perhaps. */
export interface AnnotationReader {
  readonly node: Node;
  readonly when: 'definition' | 'later' | 'perhaps';
}

/** What reads the annotations of anything. */
export const readingFunctions: ReadonlySet<string> = new Set([
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
// What frameworks ask for in a parameter's default makes them read the annotation beside it.
const readingDefaults =
  /^(?:Depends|Security|Query|Path|Body|Header|Cookie|Form|File|Option|Argument|Parameter|Inject|Provide|Context)$/;
// Calls that read the annotations of what they are handed, and those that only call or keep it.
const readingCalls =
  /^(?:Depends|Security|add_api_route|add_api_websocket_route|from_function|validate_call|TypeAdapter)$/;
const inertCalls =
  /^(?:Thread|Timer|Process|submit|map|imap|imap_unordered|starmap|apply_async|filter|sorted|sort|min|max|reduce|partial|property|staticmethod|classmethod|run_in_executor|to_thread|add_done_callback|call_later|call_soon|call_soon_threadsafe|signal|add_signal_handler|callable|isinstance|append|print|cache|lru_cache|wraps)$/;

/** Who reads the annotations of the definitions of a module, as far as that is seen in it. */
export class AnnotationReaders {
  readonly #local: LocalDefinitions;
  readonly #calls: readonly Call[];

  /** @param owners those that will be asked about */
  constructor(index: SyntaxIndex, local: LocalDefinitions, owners: readonly Annotated[]) {
    this.#local = local;
    const names = new Set(owners.map(({ name }) => name.name));
    this.#calls = names.size === 0 ? [] : index.nodesOf(names).filter((node) => isKind(node, 'call'));
  }

  of(owner: Annotated): AnnotationReader | undefined {
    const ways = {
      definition: () => this.#byDefinition(owner),
      later: () => this.#later(owner),
      perhaps: () => this.#perhaps(owner),
    };
    for (const when of ['definition', 'later', 'perhaps'] as const) {
      const node = ways[when]();
      if (node) return { node, when };
    }
    return undefined;
  }

  #byDefinition(owner: Annotated): Node | undefined {
    return (
      owner.decorators.find((each) => readingDecorators.test(lastName(each))) ??
      (owner.kind === 'class' ? readingBase(owner, this.#local, readingBases, true) : undefined)
    );
  }

  #later(owner: Annotated): Node | undefined {
    return (
      (owner.kind === 'function' ? readingDefault(owner) : undefined) ??
      this.#handedTo(owner, (name) => readingCalls.test(name))
    );
  }

  #perhaps(owner: Annotated): Node | undefined {
    return (
      owner.decorators.find((each) => !inertDecorators.test(lastName(each))) ??
      (owner.kind === 'class'
        ? readingBase(owner, this.#local, inertBases, false)
        : this.#handedTo(owner, (name) => !inertCalls.test(name) && !readingFunctions.has(name)))
    );
  }

  /** A call of such a name that is handed the definition. */
  #handedTo({ name }: Annotated, isMeant: (callee: string) => boolean): Call | undefined {
    return this.#calls.find((call) => isMeant(lastName(call.callee)) && isHandedOver(call, name.name));
  }
}

function readingDefault({ parameters }: FunctionDefinition): Expression | undefined {
  return parameters
    .map(({ defaultValue }) => defaultValue)
    .find((each) => isKind(each, 'call') && readingDefaults.test(lastName(each)));
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
