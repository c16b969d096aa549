import {
  type Connection,
  createConnection,
  ErrorCodes,
  Message,
  type MessageStrategy,
  ProposedFeatures,
  ResponseError,
} from 'vscode-languageserver/node';

/** What a request that comes too early or too late is taken for: its own method has nobody to answer, or has again. */
const refusedMethod = 'swarm/refused';

interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** Holds an editor to the protocol's order: nothing is asked before `initialize`, nothing after `shutdown`, both once. */
class RequestOrder implements MessageStrategy {
  #state: 'new' | 'initialized' | 'shut down' = 'new';

  handleMessage(message: Message, next: (message: Message) => void): void {
    if (!Message.isRequest(message)) {
      next(message);
      return;
    }
    const { method } = message;
    const refusal = this.#refusalOf(method);
    if (method === 'initialize' && !refusal) this.#state = 'initialized';
    if (method === 'shutdown' && !refusal) this.#state = 'shut down';
    next(refusal ? ({ ...message, method: refusedMethod, params: refusal } as Message) : message);
  }

  #refusalOf(method: string): Refusal | undefined {
    if (this.#state === 'shut down') return refusal(ErrorCodes.InvalidRequest, 'The server was shut down.');
    const isFirst = method === 'initialize';
    if (this.#state === 'new')
      return isFirst
        ? undefined
        : refusal(ErrorCodes.ServerNotInitialized, 'The server is not initialized yet.');
    return isFirst ? refusal(ErrorCodes.InvalidRequest, 'The server is initialized already.') : undefined;
  }
}

function refusal(code: number, message: string): Refusal {
  return { code, message };
}

/** A connection to an editor, at two streams or as the arguments of the process say. */
export function serverConnection(streams?: {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}): Connection {
  const options = { messageStrategy: new RequestOrder() };
  const connection = streams
    ? createConnection(ProposedFeatures.all, streams.input, streams.output, options)
    : createConnection(ProposedFeatures.all, options);
  connection.onRequest(refusedMethod, ({ code, message }: Refusal) => {
    throw new ResponseError(code, message);
  });
  return connection;
}
