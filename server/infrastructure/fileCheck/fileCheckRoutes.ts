import type { fileCheckRoutes as routeTable } from '../../protocol/fileCheck.ts';
import type { Handlers } from '../http/handlers.ts';
import { checkFile, type FileCheckParts } from './fileCheck.ts';

/** The route that checks a file. */
export function fileCheckRoutes(parts: FileCheckParts): Pick<Handlers, keyof typeof routeTable> {
  return { checkFile: ({ body }) => checkFile(body, parts) };
}
