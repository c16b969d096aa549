// Compares the conflict forecast with `git merge` in a work tree: for random pairs of the history of a repository, or of
// one made of every kind of change. Ends with code 1 where they do not say the same.
//   node test/trials/mergeForecast.ts [repository] [pairs] [seed]
import { rmSync } from 'node:fs';
import { compareMerges } from './mergeForecast/compareMerges.ts';
import { makeRandomRepository, seededRandom } from './mergeForecast/randomRepository.ts';

const [repository, count = '500', seed = '1'] = process.argv.slice(2);
const random = seededRandom(Number(seed));
const generated =
  repository === undefined || repository === '-' ? makeRandomRepository(random, 400) : undefined;
const source = generated ?? repository ?? '';
const { pairs, conflicts, disagreements } = await compareMerges(source, Number(count), random);
for (const line of disagreements) console.log(line);
console.log(
  `${pairs} pairs of ${generated ? 'a generated history' : source}, ${conflicts} conflict: ${pairs - disagreements.length} agree, ${disagreements.length} do not.`,
);
if (generated && disagreements.length === 0) rmSync(generated, { recursive: true, force: true });
process.exitCode = disagreements.length === 0 ? 0 : 1;
