// Stands in the bundle for what the MCP SDK brings and our server never uses: its validator of JSON Schemas, a tenth of
// the package and for forms only, and a second adapter to node:http.
import process from 'node:process';

/** Never made: our server is given a validator of its own. */
export class DefaultJsonSchemaValidator {}

/** Never called: requests go through the SDK's `toNodeHandler`. */
export function getRequestListener(): never {
  throw new Error('this adapter is not in the bundle');
}

export { process };
