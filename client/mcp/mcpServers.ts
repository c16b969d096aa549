import { type Disposable, EventEmitter, lm, McpHttpServerDefinition, Uri, workspace } from 'vscode';
import { mcpProviderId } from '../contributions.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';

/** A server that is not resolved yet has no address: it is that of the service, which may not run. */
const notResolved = Uri.parse('http://127.0.0.1/mcp');
const startMilliseconds = 30_000;

/** Tells the editor of the MCP server of each repository of a trusted window. Its token is told when it is started. */
export class McpServers implements Disposable {
  readonly #repositories: Repositories;
  readonly #version: string;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: readonly Disposable[];
  #told = '';

  constructor(repositories: Repositories, version: string) {
    this.#repositories = repositories;
    this.#version = version;
    this.#subscriptions = [
      this.#changed,
      repositories.onDidChange(() => this.#tellOfChange()),
      lm.registerMcpServerDefinitionProvider(mcpProviderId, {
        onDidChangeMcpServerDefinitions: this.#changed.event,
        provideMcpServerDefinitions: () => this.definitions(),
        resolveMcpServerDefinition: (definition) =>
          definition instanceof McpHttpServerDefinition ? this.resolve(definition) : undefined,
      }),
    ];
  }

  /** A server for each repository; none in a workspace that is not trusted. */
  definitions(): McpHttpServerDefinition[] {
    if (!workspace.isTrusted) return [];
    return this.#repositories.sessions.map(
      (session) => new McpHttpServerDefinition(labelOf(session), notResolved, {}, this.#version),
    );
  }

  /** Starts the service where it does not run, and gives its address with the right to call it. */
  async resolve(definition: McpHttpServerDefinition): Promise<McpHttpServerDefinition | undefined> {
    const session = this.#repositories.sessions.find((each) => labelOf(each) === definition.label);
    if (session === undefined || !workspace.isTrusted) return undefined;
    const { address, token, actor } = await session.address(AbortSignal.timeout(startMilliseconds));
    definition.uri = Uri.joinPath(Uri.parse(address), 'mcp');
    definition.headers = {
      authorization: `Bearer ${token}`,
      ...(actor === undefined ? {} : { 'swarm-actor': actor }),
    };
    return definition;
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
  }

  /** Rows and connections change all the time; servers when a repository comes or goes. */
  #tellOfChange(): void {
    const labels = this.definitions().map(({ label }) => label);
    const told = JSON.stringify(labels);
    if (told === this.#told) return;
    this.#told = told;
    this.#changed.fire();
  }
}

function labelOf({ name, root }: RepositorySession): string {
  return root === undefined ? `Swarm: ${name}` : `Swarm: ${name} (${root})`;
}
