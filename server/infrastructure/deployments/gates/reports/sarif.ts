import { jsonOf, listOf, memberOf, textIn } from './jsonDocument.ts';
import { valueAt } from './jsonPath.ts';
import { type CountedContent, Details, UnusableReport } from './reportContent.ts';

const levels: readonly unknown[] = ['error', 'warning', 'note', 'none'];

/**
 * Results of a SARIF report by level: `errors`, `warnings`, `notes`. Those that somebody has suppressed, that are gone
 * or that tell no failure do not count.
 * @throws {UnusableReport} also where the tool says that it did not succeed, or not what it found
 */
export function readSarif(chunks: Iterable<string>): CountedContent {
  const document = jsonOf(chunks);
  const runs = memberOf(document, 'runs');
  if (!Array.isArray(runs) || !/^2\./.test(textIn(memberOf(document, 'version')) ?? ''))
    throw new UnusableReport('is not SARIF 2');
  if (runs.length === 0) throw new UnusableReport('tells no run of a tool');
  const results = runs.flatMap((run) =>
    resultsOf(run).map((result) => ({ result, level: levelOf(run, result) })),
  );
  const count = (wanted: string) => results.filter(({ level }) => level === wanted).length;
  const details = new Details();
  for (const wanted of ['error', 'warning'])
    for (const { result, level } of results)
      if (level === wanted) details.add(`${level}: ${described(result)}`);
  const figures = { errors: count('error'), warnings: count('warning'), notes: count('note') };
  return { figures, details: details.lines };
}

function resultsOf(run: unknown): readonly unknown[] {
  const tool = textIn(valueAt(run, 'tool.driver.name')) ?? 'a tool';
  const failed = listOf(memberOf(run, 'invocations')).some(
    (invocation) => memberOf(invocation, 'executionSuccessful') === false,
  );
  if (failed) throw new UnusableReport(`says that ${tool.slice(0, 60)} did not succeed`);
  const results = memberOf(run, 'results');
  if (!Array.isArray(results)) throw new UnusableReport(`does not say what ${tool.slice(0, 60)} found`);
  return results;
}

/** SARIF 2.1.0, 3.27.10: what the result says, else its rule, else a warning. */
function levelOf(run: unknown, result: unknown): unknown {
  const kind = memberOf(result, 'kind') ?? 'fail';
  const suppressed = listOf(memberOf(result, 'suppressions')).some(
    (one) => (memberOf(one, 'status') ?? 'accepted') === 'accepted',
  );
  if (suppressed || kind !== 'fail' || memberOf(result, 'baselineState') === 'absent') return 'none';
  const level =
    memberOf(result, 'level') ?? valueAt(ruleOf(run, result), 'defaultConfiguration.level') ?? 'warning';
  if (levels.includes(level)) return level;
  throw new UnusableReport(
    `has a result of level ${JSON.stringify(level).slice(0, 40)}, which SARIF does not know`,
  );
}

function ruleOf(run: unknown, result: unknown): unknown {
  const rules = listOf(valueAt(run, 'tool.driver.rules'));
  const index = memberOf(result, 'ruleIndex') ?? valueAt(result, 'rule.index');
  if (typeof index === 'number' && index >= 0) return rules[index];
  const id = memberOf(result, 'ruleId') ?? valueAt(result, 'rule.id');
  return id === undefined ? undefined : rules.find((rule) => memberOf(rule, 'id') === id);
}

function described(result: unknown): string {
  const place = valueAt(result, 'locations[0].physicalLocation');
  const file = textIn(valueAt(place, 'artifactLocation.uri'));
  const line = valueAt(place, 'region.startLine');
  const where = file === undefined ? '' : `${file}${typeof line === 'number' ? `:${line}` : ''}: `;
  const rule = textIn(memberOf(result, 'ruleId'));
  return `${where}${textIn(valueAt(result, 'message.text')) ?? ''}${rule === undefined ? '' : ` (${rule})`}`;
}
