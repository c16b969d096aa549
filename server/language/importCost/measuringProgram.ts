import { endOfTimes } from './importTimes.ts';

/**
 * What the interpreter runs: `mark module root…` are its arguments. Resident memory at its highest comes from the
 * kernel's count for this very program where there is one (Linux): `ru_maxrss` there still holds that of the process
 * that started it. It is read before the version, whose look-up needs modules of its own.
 */
export const measuringProgram = `
import sys
mark, module, roots = sys.argv[1], sys.argv[2], sys.argv[3:]
sys.path.extend(roots)
if module:
    __import__(module)

def peak():
    try:
        with open('/proc/self/status') as status:
            for line in status:
                if line.startswith('VmHWM:'):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return None
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes if sys.platform == 'darwin' else kilobytes * 1024

memory = peak()
sys.stderr.flush()
sys.stderr.write(${JSON.stringify(endOfTimes)})

def version():
    root = module.split('.')[0]
    stated = getattr(sys.modules.get(root), '__version__', None)
    if isinstance(stated, str):
        return stated
    try:
        import importlib.metadata as metadata
        return metadata.version(root)
    except Exception:
        return None

import json
name = {'cpython': 'CPython', 'pypy': 'PyPy'}.get(sys.implementation.name, sys.implementation.name)
answer = {
    'python': '%s %d.%d.%d' % ((name,) + sys.version_info[:3]),
    'version': version() if module else None,
    'bytes': memory,
}
sys.stdout.flush()
sys.stdout.write(mark + json.dumps(answer) + mark + '\\n')
sys.stdout.flush()
`;
