// Finds all files below a folder and asks for the status of each: the least that tells whether anything has changed.
'use strict';
const { readdirSync, statSync } = require('node:fs');
const path = require('node:path');

function statAll(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = folder + path.sep + entry.name;
    if (entry.isDirectory()) statAll(file);
    else statSync(file);
  }
}

statAll(path.resolve(process.argv[2] ?? '.'));
