import {
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type ShowDocumentParams,
} from 'vscode-languageserver/node';

/** Command of the server that has the editor show a place which an action has changed; its argument is `{ uri, selection }`. */
export const showPlaceCommand = 'swarm.showPlace';

/** Runs the commands of the server's own actions. */
export function answerCommands(connection: Connection): void {
  connection.onExecuteCommand(async ({ command, arguments: [place] = [] }) => {
    if (command !== showPlaceCommand || !isPlace(place))
      throw new ResponseError(LSPErrorCodes.RequestFailed, `The server cannot run ${command} with that.`);
    await connection.window.showDocument({ ...place, takeFocus: true });
    return null;
  });
}

function isPlace(value: unknown): value is Pick<ShowDocumentParams, 'uri' | 'selection'> {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string';
}
