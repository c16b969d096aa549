import { mkdir } from 'node:fs/promises';
import nodePath from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';
import { findLimits } from '../../../server/infrastructure/proposal/findLimits.ts';
import { findTeams } from '../../../server/infrastructure/proposal/findTeams.ts';
import { writeProposal } from '../../../server/infrastructure/proposal/proposal.ts';
import { blueGreenFile } from '../../configuration/import/blueGreenFile.ts';
import { makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

const words = fc.constantFrom(
  'feature',
  'feat',
  'a',
  'Ui',
  '__proto__',
  '"',
  '\\',
  '*/',
  '\u2028',
  '\n',
  'x'.repeat(80),
  '{',
  '//',
  '😀',
);
const text = fc.oneof(
  fc.string(),
  fc.array(words, { maxLength: 6 }).map((parts) => parts.join('')),
);
const branch = fc
  .array(words, { minLength: 1, maxLength: 5 })
  .chain((parts) =>
    fc.constantFrom('/', '-').map((separator) => `${parts[0]}/${parts.slice(1).join(separator)}`),
  );
const found = <Value>(value: fc.Arbitrary<Value>) => fc.record({ value, source: text });

describe('the proposal of a swarm.json', () => {
  it('always parses, whatever the repository holds', () => {
    const findings = fc.record({
      teams: fc.oneof(
        fc.array(branch).map(findTeams),
        fc.array(found(fc.record({ name: text, branchPrefix: text }))),
      ),
      limits: fc.oneof(
        fc.record({ file: found(fc.integer()), class: found(fc.integer()) }, { requiredKeys: [] }),
      ),
      workspaces: fc.option(found(text), { nil: undefined }),
      contracts: fc.array(found(text)),
      foreign: fc.option(text, { nil: undefined }),
    });
    fc.assert(
      fc.property(findings, (all) => {
        const { text: proposal } = writeProposal(all);
        expect(parseConfiguration(proposal).problems, proposal).toEqual([]);
      }),
    );
  });

  it('names teams whose branches share a prefix, as far as they share it', () => {
    const branches = [
      'feature/ai-workflow-x',
      'feature/ai-workflow-y',
      'feature/realtime-a',
      'feature/realtime-b-c',
      'feature/lonely-one',
      'release/a-1',
      'release/a-2',
      'main',
    ];
    expect(findTeams(branches).map(({ value }) => value)).toEqual([
      { name: 'ai-workflow', branchPrefix: 'feature/ai-workflow' },
      { name: 'realtime', branchPrefix: 'feature/realtime' },
    ]);
  });

  it('takes words that some of many branches share by chance for topics, and folders of kinds of work for nobody', () => {
    const numbered = (count: number, name: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => name(n));
    const branches = [
      ...numbered(60, (n) => `feat/word${n % 25}-${n}-x`),
      ...numbered(12, (n) => `feat/abc-${n}-login`),
      ...numbered(70, (n) => `fix/slack-${n}`),
      ...numbered(9, (n) => `dependabot/npm-${n}`),
      ...numbered(5, (n) => `codex/try-${n}`),
      'ada/one',
    ];
    expect(findTeams(branches)).toEqual([
      { value: { name: 'codex', branchPrefix: 'codex/' }, source: '5 branches start with codex/' },
    ]);
    expect(findTeams(numbered(8, (n) => `feature/${n < 4 ? 'same' : `other${n}`}-${n}a`))).toHaveLength(1);
    expect(findTeams(numbered(8, (n) => `feature/${n < 3 ? 'same' : `other${n}`}-${n}a`))).toEqual([]);
    expect(findTeams(['feature/ai/flow-x', 'feature/ai/flow-y']).map(({ value }) => value)).toEqual([
      { name: 'ai', branchPrefix: 'feature/ai' },
    ]);
    expect(findTeams(numbered(4, (n) => `feature/ABC-${n}-a`))).toEqual([]);
  });

  it('names a configuration that can be taken over, also where nothing else is found', async () => {
    const example = await makeRepository();
    await mkdir(nodePath.join(example.folder, 'deployment'));
    await example.commit('deployment/deployment-config.json', JSON.stringify(blueGreenFile()));
    const ground = await SubjectGround.start(example.folder);
    const { text: proposal } = await ground.call('proposeConfiguration');
    expect(proposal).toContain(
      '// deployment/deployment-config.json looks like a blue-green configuration; swarm init --from deployment/deployment-config.json --merge takes it over.\n',
    );
    await ground.close();
    await example.remove();
  });

  it.each([
    [
      'config/v2_rules.yaml',
      'rules:\n  file_size:\n    max_lines: 400 # was 300\n  functions_per_file: 10\n  function:\n    max_lines: 50',
      { file: 400, function: 50 },
    ],
    [
      'v2_limits.yml',
      'max_file_lines: 350\nmax_function_lines: 30\nmax_class_lines: 100\nmax_function_params: 5',
      { file: 350, function: 30, class: 100 },
    ],
    [
      '.eslintrc.json',
      '{"rules":{"max-lines":["error",{"skipComments":true,"max":500}],"max-lines-per-function":[2,40]}}',
      { file: 500, function: 40 },
    ],
    ['eslint.config.js', "export default { rules: { 'max-lines': ['warn', 250] } }", { file: 250 }],
    ['.pylintrc', '[FORMAT]\nmax-line-length=100\nmax-module-lines = 600\n', { file: 600 }],
    ['package.json', '{"name":"x"}', {}],
  ])('reads the limits of %s', async (path, content, limits) => {
    const stated = Object.entries(await findLimits([{ path, text: content }])).map(([kind, { value }]) => [
      kind,
      value,
    ]);
    expect(Object.fromEntries(stated)).toEqual(limits);
  });

  it('says of each part where in the repository it was seen', async () => {
    const example = await makeRepository();
    await example.commit('.pylintrc', '[FORMAT]\nmax-module-lines=400\n');
    for (const topic of ['one', 'two']) example.git('branch', `feature/realtime-${topic}`);
    const ground = await SubjectGround.start(example.folder);
    await ground.write('crew/Agent-1/status.json', { status: 'ACTIVE' });
    await ground.write('contracts/all.json', [{ contract_id: 'C-1', total_points: 5 }]);
    await ground.write('MASTER_TASK_LOG.md', '- [ ] **HIGH** (125 pts): Realism');
    await ground.write('TASKS.md', '- [ ] no points');
    const { text: proposal, sources } = await ground.call('proposeConfiguration');
    expect(parseConfiguration(proposal).configuration).toMatchObject({
      teams: { realtime: { branchPrefix: 'feature/realtime' } },
      v2: { limits: { file: 400 } },
      agents: { workspaces: 'crew' },
      contracts: { sources: ['MASTER_TASK_LOG.md', 'contracts/*.json'] },
    });
    expect(sources).toEqual([
      '2 branches start with feature/realtime',
      '.pylintrc line 2',
      'crew/*/status.json',
      'MASTER_TASK_LOG.md',
      'contracts/all.json',
    ]);
    for (const source of sources) expect(proposal).toContain(`// ${source}`);
    await ground.close();
    await example.remove();
  });
});
