// Runs CommonJS texts in the place of their files and prints what each of them exports, throws and loads.
const Module = require('node:module');
const path = require('node:path');
const { writeSync } = require('node:fs');

const kinds = new Set(['string', 'number', 'boolean', 'undefined']);

/** What can be seen of a value from outside, without calling anything of it. */
function shape(value, depth) {
  if (value === null || kinds.has(typeof value)) return String(value);
  if (typeof value === 'symbol' || typeof value === 'bigint') return typeof value;
  const names = Reflect.ownKeys(value).map(String).sort();
  const own =
    typeof value === 'function'
      ? `function ${value.name}/${value.length}`
      : Object.prototype.toString.call(value);
  if (depth === 0) return `${own} ${names.join()}`;
  const parts = names.map((name) => {
    const property = Object.getOwnPropertyDescriptor(value, name);
    return `${name}: ${property && 'value' in property ? shape(property.value, depth - 1) : 'accessor'}`;
  });
  return `${own} { ${parts.join(', ')} }`;
}

function run(file, text, specifier) {
  // What an earlier program loaded must not show in a later one.
  for (const loaded of Object.keys(require.cache)) delete require.cache[loaded];
  const module = new Module(file, null);
  module.filename = file;
  module.paths = Module._nodeModulePaths(path.dirname(file));
  let loaded = false;
  let missing = false;
  module.require = (id) => {
    if (id !== specifier) return Module.prototype.require.call(module, id);
    loaded = true;
    try {
      return Module.prototype.require.call(module, id);
    } catch (error) {
      missing = true;
      throw error;
    }
  };
  try {
    module._compile(text, file);
    return { exports: shape(module.exports, 2), loaded };
  } catch (error) {
    return { error: `${error?.name}: ${String(error?.message).split('\n')[0]}`, loaded, missing };
  }
}

process.exit = (code) => {
  throw new Error(`process.exit(${code})`);
};
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

let input = '';
process.stdin.on('data', (part) => (input += part));
process.stdin.on('end', () => {
  for (const { file, text, specifier } of JSON.parse(input))
    writeSync(3, `${JSON.stringify(run(file, text, specifier))}\n`);
  process.reallyExit(0);
});
