import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GateGround, script, writes } from './gateGround.ts';

let ground: GateGround;
beforeEach(async () => {
  ground = await GateGround.start();
});
afterEach(() => ground.close());

const green = '<testsuite tests="2"><testcase name="a"/><testcase name="b"/></testsuite>';
const red =
  '<testsuite tests="2"><testcase name="a"/><testcase name="b"><failure message="1 is not 2"/></testcase></testsuite>';
const junit = { type: 'junit', path: 'junit.xml' };
const gateThatWrites = (text: string, after = '') => ({
  command: writes('junit.xml', text, after),
  report: junit,
});

describe('a gate with a report', () => {
  it('passes with its figures beside what is asked', async () => {
    const { outcome, measures, problem } = await ground.outcome(gateThatWrites(green));
    expect({ outcome, problem }).toEqual({ outcome: 'passed', problem: null });
    expect(measures).toEqual([
      { name: 'tests run', value: 2, unit: '', limit: '>= 1', passed: true },
      { name: 'failed tests', value: 0, unit: '', limit: '<= 0', passed: true },
      { name: 'skipped tests', value: 0, unit: '', limit: null, passed: true },
      { name: 'flaky tests', value: 0, unit: '', limit: null, passed: true },
    ]);
  });

  it('fails where a figure is beyond its limit, says which, and keeps what is behind it', async () => {
    const { outcome, measures, problem, log } = await ground.outcome(gateThatWrites(red));
    expect(outcome).toBe('failed');
    expect(problem).toBe(
      'The report junit.xml does not pass: 1 failed test (at most 0). The first: failed: b: 1 is not 2',
    );
    expect(measures[1]).toMatchObject({ value: 1, passed: false });
    expect(readFileSync(log ?? '', 'utf8')).toBe('failed: b: 1 is not 2\n');
  });

  it('fails where its command fails, whatever the report says', async () => {
    const { outcome, measures, problem } = await ground.outcome(gateThatWrites(green, 'process.exit(1)'));
    expect({ outcome, problem }).toEqual({ outcome: 'failed', problem: 'The command exited with code 1' });
    expect(measures).toHaveLength(4);
    const both = await ground.outcome(gateThatWrites(red, 'process.exit(1)'));
    expect(both.problem).toMatch(
      /^The command exited with code 1 — The report junit.xml does not pass: 1 failed test/,
    );
  });

  it('fails where no test has run', async () => {
    const { problem } = await ground.outcome(gateThatWrites('<testsuites/>'));
    expect(problem).toBe('The report junit.xml does not pass: 0 tests run (at least 1).');
  });

  it('fails where the report does not say what is asked', async () => {
    const thresholds = [{ value: 'p95', is: 'response-time' }];
    const report = { type: 'json', path: 'load.json', thresholds };
    const { measures, problem } = await ground.outcome({ command: writes('load.json', '{}'), report });
    expect(measures).toEqual([
      { name: 'response time', value: null, unit: 'ms', limit: '<= 200', passed: false },
    ]);
    expect(problem).toBe(
      'The report load.json does not pass: it does not say response time. The first: p95: there is no such value',
    );
  });
});

describe('a report of several files', () => {
  const one = (name: string, failure = '') =>
    `<testsuite><testcase name="${name}">${failure}</testcase></testsuite>`;
  const write = (files: Readonly<Record<string, string>>) =>
    script(
      `for (const [file, text] of Object.entries(${JSON.stringify(files)})) { fs.mkdirSync(require("path").dirname(file), { recursive: true }); fs.writeFileSync(file, text); }`,
    );

  it('is read together: tests are added up', async () => {
    await mkdir(path.join(ground.example.folder, 'old'));
    await ground.example.commit('old/TEST-c.xml', one('c', '<failure/>'));
    const files = { 'a/TEST-a.xml': one('a'), 'b/c/TEST-b.xml': one('b', '<failure message="bad"/>') };
    const report = { type: 'junit', path: '**/TEST-*.xml' };
    const { measures, problem } = await ground.outcome({ command: write(files), report });
    expect(measures.slice(0, 2)).toMatchObject([{ value: 2 }, { value: 1 }]);
    expect(problem).toBe(
      'The report **/TEST-*.xml does not pass: 1 failed test (at most 0). The first: failed: b: bad',
    );
  });

  it('is read together: what is covered in one of them is covered', async () => {
    const files = {
      '1.info': 'SF:a\nDA:1,1\nDA:2,0\nend_of_record\n',
      '2.info': 'SF:a\nDA:2,3\nend_of_record\n',
    };
    const { measures } = await ground.outcome({
      command: write(files),
      report: { type: 'lcov', path: '*.info' },
    });
    expect(measures).toMatchObject([{ name: 'line coverage', value: 100 }]);
  });

  it('fails with one that cannot be used, with none, and with more than one of JSON', async () => {
    const report = { type: 'junit', path: '*.xml' };
    const broken = await ground.outcome({ command: write({ 'a.xml': one('a'), 'b.xml': '<' }), report });
    expect(broken.problem).toContain('is not well-formed XML');
    const none = await ground.outcome({ command: script('0'), report });
    expect(none.problem).toBe('The report *.xml is not there: nothing has written it.');
    const json = { type: 'json', path: '*.json', thresholds: [{ value: 'x', minimum: 0 }] };
    const two = await ground.outcome({
      command: write({ 'a.json': '{"x": 1}', 'b.json': '{"x": 1}' }),
      report: json,
    });
    expect(two.problem).toBe('The report *.json stands for several files, of which only one can be read.');
  });
});

describe('a report that is not of this run', () => {
  it('does not count where it is checked in', async () => {
    await ground.example.commit('junit.xml', green);
    const { problem } = await ground.outcome({ command: script('0'), report: junit });
    expect(problem).toBe('The report junit.xml is not there: nothing has written it.');
    expect((await ground.outcome({ report: junit })).problem).toContain('nothing has written it');
  });

  it('does not count where it is written with an old date', async () => {
    const code = 'fs.utimesSync("junit.xml", new Date(0), new Date(0))';
    const { problem } = await ground.outcome(gateThatWrites(green, code));
    expect(problem).toBe('The report junit.xml is an old one: it was written at 1970-01-01T00:00:00.000Z.');
  });

  it('counts where a gate before has written it, unless the gate has a command of its own', async () => {
    await ground.declare([
      { name: 'tests', command: writes('junit.xml', green) },
      { name: 'read', report: junit },
      { name: 'again', command: script('0'), report: junit },
    ]);
    const outcomes = await ground.run(['tests', 'read', 'again']);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'failed']);
    expect(outcomes[1]?.log).toBe(null);
  });
});

describe('a report that is no file of the work tree', () => {
  let outside: string;
  beforeEach(() => {
    outside = mkdtempSync(path.join(tmpdir(), 'swarm-outside-'));
    writeFileSync(path.join(outside, 'junit.xml'), green);
  });
  afterEach(() => rmSync(outside, { recursive: true, force: true }));

  it.each<[string, (outside: string) => string, string]>([
    [
      'a link',
      (file) => `fs.symlinkSync(${JSON.stringify(file)} + "/junit.xml", "junit.xml")`,
      'is a link, not a file.',
    ],
    ['a folder', () => 'fs.mkdirSync("junit.xml")', 'is not a regular file.'],
    ['a pipe', () => 'child_process.execFileSync("mkfifo", ["junit.xml"])', 'is not a regular file.'],
    ['a device', () => 'fs.symlinkSync("/dev/zero", "junit.xml")', 'is a link, not a file.'],
    [
      'too large',
      () => 'fs.writeFileSync("junit.xml", ""); fs.truncateSync("junit.xml", 50e6 + 1)',
      'is larger than 50 MB.',
    ],
    [
      'one of zeros',
      () => 'fs.writeFileSync("junit.xml", ""); fs.truncateSync("junit.xml", 5e6)',
      'is not well-formed XML',
    ],
    [
      'no text',
      () => 'fs.writeFileSync("junit.xml", Buffer.from([0x3c, 0xff, 0xfe, 0x80]))',
      'is not text in UTF-8.',
    ],
  ])('fails with a sentence: %s', async (_, code, problem) => {
    const outcome = await ground.outcome({ command: script(code(outside)), report: junit });
    expect(outcome).toMatchObject({ outcome: 'failed', measures: [] });
    expect(outcome.problem).toContain(`The report junit.xml ${problem}`);
  });

  it('is neither read nor removed where a checked-in link leads out of it', async () => {
    await mkdir(path.join(ground.example.folder, 'inside'));
    await symlink(outside, path.join(ground.example.folder, 'out'));
    ground.example.git('add', 'out');
    ground.example.git('commit', '--quiet', '--message', 'Link');
    const report = { type: 'junit', path: 'out/junit.xml' };
    const { problem } = await ground.outcome({ command: writes('out/junit.xml', green), report });
    expect(problem).toBe('The report out/junit.xml lies outside the work tree: a link leads there.');
    expect(existsSync(path.join(outside, 'junit.xml'))).toBe(true);
  });
});
