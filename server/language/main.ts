import { serverConnection } from './serverConnection.ts';
import { startServer } from './startServer.ts';

startServer(serverConnection());
