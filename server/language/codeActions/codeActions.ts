import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import { rules } from '../../analysis/rules.ts';
import {
  diagnosticSource,
  openRulePageCommand,
  rulePage,
} from '../../protocol/languageServer/languageServerNames.ts';
import { asksFor, fixAllKind } from './actionKinds.ts';
import type { ActionRequest } from './actionRequest.ts';
import { disablingActions } from './disablingActions.ts';
import { exemptingActions } from './exemptingActions.ts';
import { fixActions } from './fixActions.ts';
import { fixAllAction } from './fixAllAction.ts';
import { measureActions } from './measureActions.ts';
import { splitModuleActions, splitModuleKind } from './splitModuleActions.ts';

/** Each action looks at the whole text; a selection of more than this is not about single findings. */
const maximumDiagnostics = 20;

/** The code actions for a place: fixes of the diagnostics of ours among those the editor asks about, or of the file. */
export async function codeActions(request: ActionRequest): Promise<CodeAction[]> {
  const { only } = request.context;
  // A lightbulb shows quick fixes; what works on the whole file comes to who asks for its kind.
  const wholeFile = only !== undefined && asksFor(only, fixAllKind) ? await fixAllAction(request) : [];
  const split = asksFor(only, splitModuleKind) ? await splitModuleActions(request) : [];
  const quick = asksFor(only, CodeActionKind.QuickFix) ? await quickFixes(request) : [];
  const exempting = asksFor(only, CodeActionKind.QuickFix) ? await exemptingActions(request) : [];
  return [...quick, ...split, ...wholeFile, ...exempting];
}

async function quickFixes(request: ActionRequest): Promise<CodeAction[]> {
  const ours = request.context.diagnostics.filter(
    ({ source, code }) => source === diagnosticSource && code !== undefined,
  );
  const groups = Map.groupBy(ours.slice(0, maximumDiagnostics), ({ code }) => String(code));
  const actions = await Promise.all(
    [...groups].map(async ([code, diagnostics]) => {
      // What is no rule (a mistake in swarm.json) cannot be disabled by a comment.
      const rule = rules.find(({ id }) => id === code)?.id;
      const fixes = await fixActions(request, diagnostics);
      const disabling = rule ? disablingActions(request, diagnostics, rule) : [];
      const page = request.client.runsCommands ? [openPage(diagnostics, code)] : [];
      return [...fixes, ...disabling, ...measureActions(request, diagnostics), ...page];
    }),
  );
  return actions.flat();
}

function openPage(diagnostics: Diagnostic[], code: string): CodeAction {
  const title = `Open the page of ${code}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: { title, command: openRulePageCommand, arguments: [rulePage(code)] },
  };
}
