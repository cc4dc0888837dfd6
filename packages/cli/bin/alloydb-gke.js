#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '..', 'dist', 'index.js');
if (existsSync(program)) {
  require(program).main();
} else {
  // Only a clone can be without it: a package that is installed has it.
  process.stderr.write('alloydb-gke has not been built: run "npm start" at the top of the clone, once.\n');
  process.exitCode = 4;
}
