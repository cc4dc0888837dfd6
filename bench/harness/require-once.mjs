// node require-once.mjs FOLDER MODULE [LOADED_BEFORE…]: prints the milliseconds of one require, as a program in FOLDER pays them.
import { createRequire } from 'node:module';

const [folder = '', module = '', ...before] = process.argv.slice(2);
const requireThere = createRequire(`${folder}/package.json`);
for (const name of before) requireThere(name);
const started = performance.now();
requireThere(module);
process.stdout.write(String(performance.now() - started));
