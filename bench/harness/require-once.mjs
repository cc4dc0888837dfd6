// node require-once.mjs FOLDER MODULE USED_NAME [LOADED_BEFORE…]: prints the milliseconds that a program in FOLDER pays for one
// require, and for the first use of a name of the module where USED_NAME is not empty.
import { createRequire } from 'node:module';

const [folder = '', module = '', usedName = '', ...before] = process.argv.slice(2);
const requireThere = createRequire(`${folder}/package.json`);
// What Node itself needs for the first require of a process is not the module's cost.
createRequire(import.meta.url)('./nothing.cjs');
for (const name of before) requireThere(name);
const started = performance.now();
const loaded = requireThere(module);
if (usedName !== '' && loaded[usedName] === undefined) throw new Error(`${module} has no ${usedName}.`);
process.stdout.write(String(performance.now() - started));
