import { describe, expect, it } from 'vitest';
import { contentOf, figuresOf, problemOf } from './parsed.ts';

const suites = (content: string, attributes = '') =>
  `<?xml version="1.0"?><testsuites${attributes}>${content}</testsuites>`;

describe('a report in JUnit XML', () => {
  it('counts tests one by one: those that ran, failed, were skipped or flaky', () => {
    const { figures, details } = contentOf(
      'junit',
      suites(`<testsuite name="outer" tests="6" failures="1" errors="1" skipped="1">
        <testcase classname="a.B" name="works"/>
        <testcase classname="a.B" name="fails"><failure message="expected 1 to be 2">at line 3</failure></testcase>
        <testcase classname="a.B" name="breaks"><error type="X">boom
second line</error></testcase>
        <testcase classname="a.B" name="later"><skipped/></testcase>
        <testcase name="again"><flakyFailure message="once"/></testcase>
        <testcase name="disabled" status="notrun"/>
      </testsuite>`),
    );
    expect(figures).toEqual({ run: 4, failed: 2, skipped: 2, flaky: 1 });
    expect(details).toEqual([
      'failed: a.B fails: expected 1 to be 2',
      'failed: a.B breaks: boom',
      'flaky: outer again',
    ]);
  });

  it('counts a test once that failed twice, by its first reason', () => {
    const twice =
      '<testsuite><testcase name="a"><failure message="first"/><error message="second"/></testcase></testsuite>';
    expect(contentOf('junit', twice)).toMatchObject({
      figures: { run: 1, failed: 1 },
      details: ['failed: a: first'],
    });
  });

  it('believes the sum where it is larger than what is shown: a file that could not be loaded', () => {
    const loaded = '<testsuite name="x" tests="1" failures="0" errors="1"><testcase name="a"/></testsuite>';
    expect(figuresOf('junit', suites(loaded))).toMatchObject({ run: 1, failed: 1 });
    expect(figuresOf('junit', suites('<testcase name="a"/>', ' failures="2" errors="1"'))).toMatchObject({
      failed: 3,
    });
    const whole = '<testsuite name="x"><testcase name="a"/><error message="teardown"/></testsuite>';
    expect(contentOf('junit', whole)).toMatchObject({
      figures: { run: 1, failed: 1 },
      details: ['failed: x: teardown'],
    });
  });

  it('adds up suites within suites once', () => {
    const inner = '<testsuite failures="1" tests="1"><testcase name="a"><failure/></testcase></testsuite>';
    expect(
      figuresOf('junit', suites(`<testsuite failures="1" tests="1">${inner}</testsuite>`)),
    ).toMatchObject({ run: 1, failed: 1 });
  });

  it('ran no test where all were skipped or there is none', () => {
    expect(
      figuresOf('junit', suites('<testsuite><testcase name="a"><skipped/></testcase></testsuite>')),
    ).toMatchObject({ run: 0 });
    expect(figuresOf('junit', suites('', ' tests="12"'))).toMatchObject({ run: 0 });
  });

  it('takes messages as long as the difference they show, and cuts them for people', () => {
    const long = 'x'.repeat(200_000);
    const { details } = contentOf(
      'junit',
      suites(`<testcase name="a"><failure message="${long}"/></testcase>`),
    );
    expect(details[0]?.length).toBeLessThan(310);
  });

  it.each([
    ['', 'is empty'],
    ['  \n', 'is empty'],
    ['{"tests": 3}', 'is not well-formed XML: line 1: '],
    [suites('<testcase name="a">'), 'is not well-formed XML: line 1: unexpected close tag'],
    ['<testsuites><testcase name="a"/>', 'is not well-formed XML: line 1: unclosed root tag'],
    ['<testsuites/><testsuites/>', 'is not well-formed XML: it has two roots'],
    ['<testsuites/>junk', 'is not well-formed XML: line 1: text data outside of root node.'],
    ['<coverage/>', 'is not JUnit XML: its root is <coverage>, not <testsuites>'],
    [suites('', ' failures="many"'), 'says failures="many", which is no number'],
    [suites('', ' failures="-1"'), 'says failures="-1", which is no number'],
    [suites('', ' errors="NaN"'), 'says errors="NaN", which is no number'],
    ['<testsuite>'.repeat(300), 'is nested too deeply'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemOf('junit', text)).toContain(problem);
  });

  it('expands no entity and fetches nothing', () => {
    const billion =
      '<!DOCTYPE t [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    for (const name of ['b', 'x', 'nbsp', '__proto__', 'constructor'])
      expect(problemOf('junit', `${billion}<testsuite name="&${name};"/>`)).toContain('entity');
    expect(figuresOf('junit', `${billion}<testsuite name="&lt;&#65;"/>`)).toMatchObject({ run: 0 });
  });
});
