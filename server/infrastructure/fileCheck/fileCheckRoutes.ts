import type { fileCheckRoutes as routeTable } from '../../protocol/fileCheck.ts';
import type { Handlers } from '../http/handlers.ts';
import type { FileCheckParts } from './fileCheck.ts';

/** The route that checks a file. The analysis is loaded for the first one: a start of the service need not wait for it. */
export function fileCheckRoutes(parts: FileCheckParts): Pick<Handlers, keyof typeof routeTable> {
  return {
    checkFile: async ({ body }) => (await import('./fileCheck.ts')).checkFile(body, parts),
  };
}
