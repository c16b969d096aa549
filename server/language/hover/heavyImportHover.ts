import type { HeavyImportFinding } from '../../analysis/finding.ts';
import { heavyModuleCatalogue } from '../../analysis/heavyImports/heavyModuleCatalogue.ts';
import { heavyPackageCatalogue } from '../../analysis/heavyImports/heavyPackageCatalogue.ts';
import type { ImportExplanation, Obstacle } from '../../analysis/laziness/importExplanation.ts';
import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';
import type { ClientAbilities } from '../clientAbilities.ts';
import type { DocumentReport } from '../documentDiagnostics.ts';
import type { FolderRules } from '../folderRules.ts';
import { costSentence } from '../importCost/costText.ts';
import type { ImportCosts } from '../importCost/importCosts.ts';
import type { ImportExplanations } from '../importExplanations.ts';
import { addressOf } from '../relatedPlaces.ts';

export interface HoverSources {
  readonly uri: string;
  readonly explanations: ImportExplanations;
  readonly costs: ImportCosts;
  readonly client: Pick<ClientAbilities, 'runsCommands'>;
}

/** More of them make no reason clearer. */
const maximumObstacles = 5;

/** Why an import is heavy, whether it can be lazy, with links to the places that forbid it, and what it costs. */
export async function heavyImportHover(
  report: DocumentReport,
  finding: HeavyImportFinding,
  { uri, explanations, costs }: HoverSources,
): Promise<string> {
  const explanation = await explanations.of(report, uri, finding);
  const cost = report.module.languageId === 'python' ? costs.latest(finding.data.module) : undefined;
  return [
    heaviness(report, finding),
    ...(cost ? [costSentence(cost)] : []),
    ...laziness(explanation, uri),
    ...(explanation.notes ?? []),
  ].join('\n\n');
}

function heaviness({ rules, module: { languageId } }: DocumentReport, { data }: HeavyImportFinding): string {
  const { module, root, chain } = data;
  const weight = weightOf(root, languageId);
  const measured = weight === undefined ? '' : `, where it was measured at ${weight}`;
  const named = `${source(rules, root)} names \`${root}\`${measured}`;
  if (chain === undefined) return `\`${module}\` is heavy because ${named}.`;
  const steps = chain.map(({ path, line, module: loaded }) => {
    const place = `${path}:${line}`;
    // Paths are those of the repository, of which the opened folder may be a part.
    const link = rules.root ? `[${place}](${addressOf(rules.root.uri, path)}#L${line})` : place;
    return `1. ${link} imports \`${loaded}\``;
  });
  return `\`${module}\` loads \`${root}\`, which is heavy because ${named}:\n\n${steps.join('\n')}`;
}

/** What the catalogue of a language says of an entry, with its unit. */
function weightOf(root: string, languageId: string): string | undefined {
  if (languageId === 'python') {
    const weight = heavyModuleCatalogue.get(root);
    return weight === undefined ? undefined : `${weight} ms`;
  }
  const weight = heavyPackageCatalogue.get(root);
  return weight && `${weight.milliseconds} ms and ${weight.megabytes} MB (version ${weight.version})`;
}

function source({ configuration, settings }: FolderRules, root: string): string {
  if (configuration?.heavyImports.modules.includes(root))
    return `\`heavyImports.modules\` in ${configurationFileName}`;
  if (settings.heavyImports.modules.includes(root)) return 'the setting `swarm.heavyImports.modules`';
  return heavyModuleCatalogue.has(root) || heavyPackageCatalogue.has(root)
    ? 'the built-in catalogue'
    : 'the configuration of Ruff';
}

function laziness({ verdict, obstacles, fixes }: ImportExplanation, uri: string): string[] {
  const [preferred] = fixes;
  const places = obstacles.slice(0, maximumObstacles).map((obstacle) => `- ${place(obstacle, uri)}`);
  if (verdict === 'safe' && preferred) return [`It can safely be made lazy: *${preferred.title}*.`];
  if (verdict === 'unsafe' && preferred) {
    const said = obstacles.map(({ message }) => message);
    const caveats = preferred.caveats.filter((each) => !said.includes(each)).map((each) => `- ${each}`);
    return [
      `It can be made lazy (*${preferred.title}*), but that may change what the module does:`,
      [...places, ...caveats].join('\n'),
    ];
  }
  return places.length === 0 ? [] : ['It cannot be made lazy as the code stands:', places.join('\n')];
}

function place({ message, range: { start } }: Obstacle, uri: string): string {
  return `${message} ([line ${start.line}](${uri}#L${start.line}))`;
}
