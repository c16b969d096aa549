import type { Call, Node } from '../../syntax/expressionNodes.ts';
import type { FunctionDefinition } from '../../syntax/statementNodes.ts';
import { isHandedOver } from '../handedOver.ts';
import type { Hindrance } from '../hindrance.ts';
import type { ImportFacts } from '../importFacts.ts';
import { baseNames, lastName } from '../localDefinitions.ts';
import { dotted } from '../placement.ts';
import type { SyntaxIndex } from '../syntaxIndex.ts';
import { isKind } from '../syntaxPath.ts';

/** Cases 26, 45 and 46: what an import that runs later than now may meet. */
export function laterRuns(facts: ImportFacts): Hindrance[] {
  const users = new Set(
    facts.uses.flatMap(({ site }) =>
      site.when === 'call' && site.destination.function ? [site.destination.function] : [],
    ),
  );
  const calls = users.size === 0 ? [] : riskyCalls(facts.index);
  return [...[...users].flatMap((user) => ofUser(facts, user, calls)), ...pathTakenBack(facts)];
}

const threads: ReadonlySet<string> = new Set([
  'Thread',
  'Timer',
  'submit',
  'run_in_executor',
  'to_thread',
  'start_new_thread',
  'run_in_threadpool',
  'run_coroutine_threadsafe',
]);
const processes: ReadonlySet<string> = new Set([
  'Process',
  'map',
  'imap',
  'imap_unordered',
  'starmap',
  'apply_async',
  'map_async',
  'starmap_async',
]);
const pickles: ReadonlySet<string> = new Set([
  '__reduce__',
  '__reduce_ex__',
  '__getstate__',
  '__setstate__',
  '__getnewargs__',
  '__getnewargs_ex__',
]);

function ofUser(facts: ImportFacts, user: FunctionDefinition, calls: readonly Call[]): Hindrance[] {
  const name = user.name.name;
  const risk = (matrixCase: number, node: Node, why: string): Hindrance[] => {
    const message = `Line ${facts.module.lines.lineAt(node.start)} ${why}, where ${name}() would import first.`;
    return [{ matrixCase, node, message, moving: 'unsafe', lazy: 'unsafe' }];
  };
  if (pickles.has(name)) return risk(45, user.name, 'serves pickles');
  const exit = user.decorators.find((each) => dotted(each) === 'atexit.register');
  if (exit) return risk(45, exit, 'runs at exit (atexit)');
  if (name === 'run' && isThreadMethod(facts, user)) return risk(46, user.name, 'runs in a thread');
  const handing = calls.find((call) => isHandedOver(call, name));
  const found = handing && riskOf(handing);
  return found && handing ? risk(found.matrixCase, handing, found.why) : [];
}

const riskWords = [...threads, ...processes, 'atexit', 'signal', 'add_signal_handler'];

function riskyCalls(index: SyntaxIndex): Call[] {
  return index
    .nodesOf(riskWords)
    .filter((node): node is Call => isKind(node, 'call') && riskOf(node) !== undefined);
}

function riskOf({ callee }: Call): { matrixCase: number; why: string } | undefined {
  const name = lastName(callee);
  if (dotted(callee) === 'atexit.register') return { matrixCase: 45, why: 'runs it at exit (atexit)' };
  if (dotted(callee) === 'signal.signal' || name === 'add_signal_handler')
    return { matrixCase: 45, why: 'runs it when a signal comes' };
  if (threads.has(name)) return { matrixCase: 46, why: 'may run it in a thread' };
  if (processes.has(name) && isKind(callee, 'attribute'))
    return { matrixCase: 45, why: 'may run it in another process' };
  return name === 'Process' ? { matrixCase: 45, why: 'may run it in another process' } : undefined;
}

function isThreadMethod({ index }: ImportFacts, user: FunctionDefinition): boolean {
  return index
    .pathTo(user)
    .some((each) => isKind(each, 'class') && baseNames(each).some((base) => /Thread|Process/.test(base)));
}

const takers: ReadonlySet<string> = new Set([
  'sys.path.remove',
  'sys.path.pop',
  'sys.path.clear',
  'os.chdir',
  'sys.meta_path.remove',
  'sys.modules.pop',
  'sys.modules.update',
  'sys.modules.setdefault',
  'os.environ.pop',
]);
const taken: ReadonlySet<string> = new Set(['sys.path', 'sys.meta_path', 'sys.modules']);
const takenWords = ['path', 'modules', 'chdir', 'environ'];

/** Code of the module level, behind the import, that changes where or how modules are found. */
function pathTakenBack({ module, index, group }: ImportFacts): Hindrance[] {
  const from = group[0]?.statement.end ?? 0;
  for (const node of index.nodesOf(takenWords)) {
    if (node.start < from || !changesImports(node) || isInFunction(index, node)) continue;
    const text = module.text.slice(node.start, node.end).split('\n')[0];
    const message = `Line ${module.lines.lineAt(node.start)} changes how modules are found after the import: ${text} (sys.path or the like).`;
    return [{ matrixCase: 26, node, message, moving: 'unsafe', lazy: 'unsafe' }];
  }
  return [];
}

function isInFunction(index: SyntaxIndex, node: Node): boolean {
  return index.pathTo(node).some((each) => isKind(each, 'function'));
}

function changesImports(node: Node): boolean {
  if (isKind(node, 'call')) return takers.has(dotted(node.callee));
  if (isKind(node, 'assignment', 'delete')) return node.targets.some(isTaken);
  return false;
}

function isTaken(target: Node): boolean {
  return taken.has(dotted(isKind(target, 'subscript') ? target.value : target));
}
