import { connect } from 'node:net';

const connectMilliseconds = 1000;

/** Whether something listens on a port of 127.0.0.1 and takes a connection now. */
export function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: connectMilliseconds });
    const end = (takes: boolean) => () => {
      socket.destroy();
      resolve(takes);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
