// Runs every test of the project; the last line is `N passed, N failed`.
import { runStages } from './testRun/runStages.ts';
import { selectSteps } from './testRun/selection.ts';
import { stages } from './testRun/steps.ts';

const selection = selectSteps(stages, process.argv.slice(2));
// The tests run in processes of their own.
if (selection.updatePicture) process.env['SWARM_UPDATE_PICTURE'] = '1';
const { passed, failed } = await runStages(selection.stages, console.log);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
