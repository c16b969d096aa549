import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  type ClientCapabilities,
  DiagnosticSeverity,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver/node';
import { fullAbilities, startClient } from './languageClient.ts';
import { pythonFunction, pythonLines } from './pythonText.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const uri = 'file:///elsewhere/a.py';

describe('pulled diagnostics', () => {
  it('mark a file that is too long at its first excess line, with rule, page and figures', async () => {
    const client = await startClient();
    await client.open(uri, pythonLines(412));
    expect(await client.diagnostics(uri)).toEqual([
      {
        source: 'swarm',
        code: 'file-too-long',
        codeDescription: {
          href: 'https://github.com/swarm-tools/swarm/blob/main/docs/rules/file-too-long.md',
        },
        severity: DiagnosticSeverity.Error,
        range: { start: { line: 300, character: 0 }, end: { line: 300, character: expect.any(Number) } },
        message: expect.stringContaining('412'),
        data: { actual: 412, limit: 300 },
      },
    ]);
  });

  it.each([
    [301, DiagnosticSeverity.Information],
    [350, DiagnosticSeverity.Information],
    [351, DiagnosticSeverity.Warning],
    [375, DiagnosticSeverity.Warning],
    [376, DiagnosticSeverity.Error],
  ])('rank %i lines of 300 by band', async (lines, severity) => {
    const client = await startClient();
    await client.open(uri, pythonLines(lines));
    expect((await client.diagnostics(uri)).map((diagnostic) => diagnostic.severity)).toEqual([severity]);
  });

  it('follow incremental edits', async () => {
    const client = await startClient();
    await client.open(uri, pythonLines(300));
    const atTheLimit = ['file-too-long: File has 300 lines of 300 allowed.'];
    expect(await client.problems(uri)).toEqual(atTheLimit);
    const end = { line: 300, character: 0 };
    await client.edit(uri, 2, 'one = 1\n', { start: end, end });
    expect(await client.diagnostics(uri)).toMatchObject([{ data: { actual: 301 } }]);
    await client.edit(uri, 3, '', { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } });
    expect(await client.problems(uri)).toEqual(atTheLimit);
  });

  it('are to be asked for after edits of other files by an editor that cannot be told to ask', async () => {
    const offered = async (abilities: ClientCapabilities) =>
      (await startClient({ abilities })).offered.diagnosticProvider;
    expect(await offered({ textDocument: { diagnostic: {} } })).toMatchObject({
      interFileDependencies: true,
    });
    expect(await offered(fullAbilities)).toMatchObject({ interFileDependencies: false });
  });

  it('follow edits whose version is told twice, or lower than before', async () => {
    const client = await startClient();
    await client.open(uri, 'import torch\n');
    const modules: unknown[] = [];
    for (const [version, module] of [
      [2, 'numpy'],
      [2, 'pandas'],
      [1, 'scipy'],
    ] as const) {
      await client.edit(uri, version, `import ${module}\n`);
      modules.push(...(await client.diagnostics(uri)).map(({ data }) => data.module));
    }
    expect(modules).toEqual(['numpy', 'pandas', 'scipy']);
  });

  it('are unchanged for the same text and rules, whatever happened between', async () => {
    const client = await startClient();
    await client.open(uri, pythonLines(301));
    const first = await client.pull(uri);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.edit(uri, 2, pythonLines(302));
    const second = await client.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: 'full', items: [{ data: { actual: 302 } }] });
    await client.edit(uri, 3, pythonLines(301));
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'unchanged' });
  });

  it('are told anew where an edit may have moved what the editor shows, and only there', async () => {
    const client = await startClient();
    await client.open(uri, pythonLines(301));
    const first = await client.pull(uri);
    const start = { line: 3, character: 0 };
    await client.edit(uri, 2, '#', { start, end: { line: 3, character: 1 } });
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'unchanged' });
    await client.edit(uri, 3, '#', { start, end: start });
    const third = await client.pull(uri, first.resultId);
    expect(third).toMatchObject({ kind: 'full', items: [{ data: { actual: 301 } }] });
  });

  it('stay while a file is half typed', async () => {
    const client = await startClient();
    const text = `import torch\n${pythonFunction('long', 40)}`;
    await client.open(uri, text);
    const before = (await client.diagnostics(uri)).map(({ code }) => code);
    expect(before).toEqual(['heavy-import', 'function-too-long']);
    for (const half of ['x = (', 'def f(', "s = 'abc", 'class', 'if x', '<<<<<<< HEAD']) {
      await client.edit(uri, 2, `${text}${half}`);
      expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(before);
    }
  });

  it('are refused when the editor takes the question back', async () => {
    const client = await startClient();
    await client.open(uri, pythonLines(301));
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    expect(await client.problems(uri)).toHaveLength(1);
  });

  it('of a swarm.json that is not open come from the file', async () => {
    const folder = await temporaryFolder({ 'swarm.json': '{ "bas": "main" }' });
    const client = await startClient({ folders: [folder.uri()] });
    expect(await client.problems(folder.uri('swarm.json'))).toEqual([
      "configuration: 'bas' is not known here; did you mean 'base'?",
    ]);
    await writeFile(`${folder.path}/a.py`, pythonLines(400));
    expect(await client.problems(folder.uri('a.py'))).toEqual([]);
  });
});
