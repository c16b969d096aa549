import type { FastifyInstance, HTTPMethods } from 'fastify';

const methods: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Which methods paths know that were asked by another one. Nobody asks so often: it is found out then, instead of giving
 * each path a route for each method that it does not know.
 */
export class KnownMethods {
  readonly #server: FastifyInstance;
  readonly #patterns: readonly string[];
  #paths: readonly { readonly matches: RegExp; readonly pattern: string }[] | undefined;

  /** @param patterns paths of all routes, with `:name` for each parameter */
  constructor(server: FastifyInstance, patterns: readonly string[]) {
    this.#server = server;
    this.#patterns = patterns;
  }

  /** The methods of the path of a request; none where there is nothing at it. */
  of(url: string): string[] {
    this.#paths ??= this.#patterns.map((pattern) => ({
      pattern,
      matches: new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/:[a-z]+/gi, '[^/]+')}$`),
    }));
    const path = url.replace(/[?#].*$/, '');
    const found = this.#paths.filter(({ matches }) => matches.test(path));
    return methods.filter((method) =>
      found.some(({ pattern }) => this.#server.hasRoute({ method, url: pattern })),
    );
  }
}
