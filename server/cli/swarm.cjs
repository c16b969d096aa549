#!/usr/bin/env node
// Plain old JavaScript: a Node far too old for the rest must still parse this and print its sentence.
'use strict';

var wanted = [22, 15];
var enableCompileCache = require('module').enableCompileCache;
var found = process.versions.node.split('.').map(Number);
if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    `swarm needs Node ${wanted.join('.')} or newer; this is Node ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
} else {
  if (enableCompileCache) enableCompileCache();
  start();
}

/** Most checks find nothing changed: then what the last one wrote is written again, and nothing else is loaded. */
function start() {
  if (process.argv[2] === 'check' && require('./recall.cjs').recallCheck(__dirname)) return;
  import('./cli.js').catch((error) => {
    process.stderr.write(`swarm could not start: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 2;
  });
}
