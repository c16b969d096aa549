// Takes the place of the native @vscode/native-watchdog, which is not compiled when packages are installed without
// their scripts: an extension host whose server is gone must end.
const intervalMilliseconds = 3_000;

exports.start = (parent) => {
  const timer = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, intervalMilliseconds);
  timer.unref();
};
