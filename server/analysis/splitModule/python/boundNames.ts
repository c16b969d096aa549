import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { ImportAlias, Statement, Suite } from '../../python/syntax/statementNodes.ts';

/** The names that a statement binds whichever way it goes: of branches those that each of them binds. */
export function alwaysBound(statement: Statement): Set<string> {
  switch (statement.kind) {
    case 'function':
    case 'class':
    case 'typeAlias':
      return new Set([statement.name.name]);
    case 'assignment':
      return new Set(statement.targets.flatMap(namesOf));
    case 'annotatedAssignment':
      return new Set(statement.value === undefined ? [] : namesOf(statement.target));
    case 'import':
    case 'importFrom':
      return new Set(statement.names.map(boundName));
    case 'if':
      return inEach([...statement.clauses.map(({ body }) => [body]), [statement.orElse]]);
    case 'try': {
      const { body, orElse, handlers, finalBody } = statement;
      return inEach([[body, orElse, finalBody], ...handlers.map((each) => [each.body, finalBody])]);
    }
    default:
      return new Set();
  }
}

/** The name that an alias of an import binds: of `a.b` it is `a`. */
export function boundName({ name, alias }: ImportAlias): string {
  return alias?.name ?? name.name.split('.', 1)[0] ?? name.name;
}

/** The names that each of several branches binds in its suites. */
function inEach(branches: readonly (readonly (Suite | undefined)[])[]): Set<string> {
  const [first = new Set<string>(), ...rest] = branches.map((suites) => {
    const statements = suites.flatMap((suite) => suite?.statements ?? []);
    return new Set(statements.flatMap((each) => [...alwaysBound(each)]));
  });
  return new Set([...first].filter((name) => rest.every((names) => names.has(name))));
}

function namesOf(target: Expression): string[] {
  if (target.kind === 'tuple' || target.kind === 'list') return target.elements.flatMap(namesOf);
  return target.kind === 'name' ? [target.name] : [];
}
