import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  commandId,
  contextKey,
  rowKind,
  settingKey,
  viewContainerId,
  viewId,
  walkthroughId,
  windowStates,
} from '../../client/contributions.ts';
import {
  measureImportCostCommand,
  openRulePageCommand,
} from '../../server/protocol/languageServer/languageServerNames.ts';
import { languageSettingsSchema } from '../../server/protocol/languageServer/languageSettings.ts';

const root = path.resolve(import.meta.dirname, '../..');
const menuItem = z.object({ command: z.string(), when: z.string().optional(), group: z.string().optional() });
const setting = z.object({ default: z.unknown(), scope: z.string(), markdownDescription: z.string() });
const manifestSchema = z.object({
  icon: z.string(),
  activationEvents: z.array(z.string()),
  capabilities: z.object({
    untrustedWorkspaces: z.object({ restrictedConfigurations: z.array(z.string()) }),
  }),
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.literal('Swarm') })),
    views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
    viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string(), icon: z.string() })) }),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string(), when: z.string() })),
    menus: z.record(z.string(), z.array(menuItem)),
    configuration: z.array(z.object({ properties: z.record(z.string(), setting) })),
    walkthroughs: z.array(
      z.object({ id: z.string(), steps: z.array(z.object({ media: z.object({ markdown: z.string() }) })) }),
    ),
  }),
});
const text = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = manifestSchema.parse(JSON.parse(text));
const { contributes } = manifest;
const settings = Object.assign({}, ...contributes.configuration.map((section) => section.properties));

/** Whether a `when` of a view's menu names the view. */
function isShownIn(view: string, when: string): boolean {
  const [, operator, operand = ''] = /view (==|=~) (\S+)/.exec(when) ?? [];
  return operator === '==' ? operand === view : new RegExp(operand.slice(1, -1)).test(view);
}

const sorted = (values: Iterable<string>) => [...values].sort();

describe('package.json', () => {
  it('declares exactly the commands of the code', () => {
    expect(sorted(contributes.commands.map(({ command }) => command))).toEqual(
      sorted(Object.values(commandId)),
    );
    expect(commandId.openRulePage).toBe(openRulePageCommand);
    expect(commandId.measureImportCost).toBe(measureImportCostCommand);
  });

  it('declares exactly the views of the code in the one container', () => {
    expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toEqual([viewContainerId]);
    expect(sorted(contributes.views[viewContainerId]?.map(({ id }) => id) ?? [])).toEqual(
      sorted(Object.values(viewId)),
    );
  });

  it('declares exactly the settings of the code', () => {
    expect(sorted(Object.keys(settings))).toEqual(sorted(Object.values(settingKey)));
  });

  it('gives every setting of the language server the default of its schema', () => {
    const own = new Set<string>([
      settingKey.apiUrl,
      settingKey.editorHints,
      settingKey.serviceAutoStart,
      settingKey.pythonInterpreter,
    ]);
    const declared = Object.entries(settings).filter(([key]) => !own.has(key));
    const tree: Record<string, unknown> = {};
    for (const [key, { default: value }] of declared as [string, { default: unknown }][]) {
      const [, first = '', second] = key.split('.');
      if (second === undefined) tree[first] = value;
      else tree[first] = { ...(tree[first] as object), [second]: value };
    }
    expect(tree).toEqual(languageSettingsSchema.parse({}));
  });

  it('does not let an untrusted workspace say which address is called, or which program runs', () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    expect(sorted(restricted)).toEqual(
      sorted([settingKey.apiUrl, settingKey.serviceAutoStart, settingKey.pythonInterpreter]),
    );
    for (const key of restricted) expect(settings[key].scope).toBe('machine-overridable');
  });
});

describe('The manifest', () => {
  it('names in menus, welcome texts and walkthrough only commands that exist', () => {
    const linked = [...text.matchAll(/command:(swarm\.[A-Za-z]+)/g)].map((match) => match[1] ?? '');
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    const known = new Set<string>(Object.values(commandId));
    expect([...linked, ...inMenus].filter((command) => !known.has(command))).toEqual([]);
    expect(linked.length).toBeGreaterThan(5);
  });

  it('compares context keys only with values that the code sets', () => {
    const used = [...text.matchAll(/(swarm\.\w+) [!=]= (\w+)/g)].filter((match) => match[1] !== 'swarm.x');
    for (const [, key, value = ''] of used) {
      expect(Object.values(contextKey)).toContain(key);
      expect(windowStates).toContain(value);
    }
    expect(used.length).toBeGreaterThan(5);
  });

  it('matches in menus of rows only kinds of rows that exist', () => {
    const kinds = Object.values(rowKind);
    for (const { when = '' } of contributes.menus['view/item/context'] ?? []) {
      const [, operator, operand = ''] = /viewItem (==|=~) (\S+)/.exec(when) ?? [];
      const pattern = new RegExp(operand.replaceAll(/^\/|\/$/g, ''));
      const matching = kinds.filter((kind) => (operator === '==' ? kind === operand : pattern.test(kind)));
      expect(matching, when).not.toEqual([]);
    }
  });

  it('leaves a title of a view its room: two icons beside those of the editor', () => {
    for (const view of Object.values(viewId)) {
      const icons = (contributes.menus['view/title'] ?? [])
        .filter(({ when = '', group = '' }) => group.startsWith('navigation') && isShownIn(view, when))
        // While it filters, the icon that ends it stands in the place of the other.
        .filter(({ when = '' }) => !/&& swarm\.\w+Filtered/.test(when));
      expect(icons.length, view).toBeLessThanOrEqual(2);
    }
  });

  it('never activates on everything', () => {
    expect(manifest.activationEvents).not.toContain('*');
    expect(manifest.activationEvents).not.toContain('onStartupFinished');
  });

  it('has something to say in every view while it is empty, in every state of the window', () => {
    for (const view of Object.values(viewId)) {
      const own = contributes.viewsWelcome.filter((welcome) => welcome.view === view);
      const when = own.map((welcome) => welcome.when).join('\n');
      for (const state of windowStates) {
        // Where these two hold, a tree has rows of its own.
        if (state === 'several' || state === 'unreachable') continue;
        const asked = state === 'noFolder' ? 'workspaceFolderCount == 0' : `swarm.state == ${state}`;
        expect(when).toContain(state === 'untrusted' ? '!isWorkspaceTrusted' : asked);
      }
    }
  });

  it('points only to files that exist', () => {
    const walkthrough = contributes.walkthroughs.find(({ id }) => `swarm.${id}` === walkthroughId);
    const texts = walkthrough?.steps.map((step) => step.media.markdown) ?? [];
    expect(texts.length).toBeGreaterThanOrEqual(4);
    const icons = contributes.viewsContainers.activitybar.map(({ icon }) => icon);
    for (const file of [manifest.icon, ...texts, ...icons])
      expect(existsSync(path.join(root, file)), file).toBe(true);
  });
});
