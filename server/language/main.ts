import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './startServer.ts';

// Room for short-lived objects, once grown, is never given back: indexing 5,000 files would keep 30 MB of it for good.
setFlagsFromString('--semi-space-growth-factor=1');
startServer(createConnection(ProposedFeatures.all));
