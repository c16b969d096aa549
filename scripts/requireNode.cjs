// Preloaded before a script (`node -r`). Plain old JavaScript, so that a Node that cannot read the scripts themselves
// still says what it lacks.
const needed = 24;
const found = process.versions.node;

if (Number(found.split('.')[0]) < needed) {
  console.error(
    `This needs Node ${needed} and was started by Node ${found}. "npm ci" brings the right one: run it without --ignore-scripts, then start this through npm.`,
  );
  process.exit(1);
}
