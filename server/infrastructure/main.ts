import { enableCompileCache } from 'node:module';

// Before anything else is loaded: compiling it takes longer than reading the repository.
enableCompileCache();
const { runServiceProgram } = await import('./service/serviceProgram.ts');
// What a subject may have left open must not keep a stopped service alive.
process.exit(await runServiceProgram(process.argv.slice(2)));
