import { searchPathOnly } from '../workspace/programs/searchPathOnly.ts';
import { exitWhenWritten, processIo } from './processIo.ts';
import { runProgram } from './program.ts';

searchPathOnly();
const argv = process.argv.slice(2);
process.exitCode = await runProgram(argv, processIo());
// What a check has made of thousands of files takes long to free: up to 40 ms that nobody has use for.
if (argv[0] === 'check') exitWhenWritten();
