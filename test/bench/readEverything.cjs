// Finds, opens and reads all files below a folder and does nothing else: what of a check's time no program in Node can save.
'use strict';
const { closeSync, openSync, readdirSync, readSync } = require('node:fs');
const path = require('node:path');

const buffer = Buffer.allocUnsafeSlow(1 << 24);

function readAll(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = folder + path.sep + entry.name;
    if (entry.isDirectory()) readAll(file);
    else if (entry.isFile()) readWhole(file);
  }
}

function readWhole(file) {
  const descriptor = openSync(file, 'r');
  while (readSync(descriptor, buffer, 0, buffer.length, null) === buffer.length);
  closeSync(descriptor);
}

readAll(path.resolve(process.argv[2] ?? '.'));
