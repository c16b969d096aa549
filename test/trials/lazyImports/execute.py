"""Executes module texts, each in a process of its own, and says what came of it.

Reads jobs as JSON lines from standard input: {id, name, path, text, roots, moved}. Heavy roots are served by stand-ins
that record who loads them and forward to the real module. Answers one JSON line for each job.
"""

import ast
import builtins
import dis
import importlib
import importlib.abc
import importlib.machinery
import json
import os
import re
import resource
import select
import signal
import socket
import sys
import tempfile
import types
import warnings

SECONDS = 8
DATA = types.SimpleNamespace(target=None, loads=[])


class Permissive:
    """Stands for anything asked of a module that is not installed."""

    def __init__(self, name):
        self.__dict__["_name"] = name

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Permissive(f"{self._name}.{name}")

    def __call__(self, *args, **kwargs):
        return Permissive(f"{self._name}()")

    def __mro_entries__(self, bases):
        return ()

    def __iter__(self):
        return iter(())

    def __getitem__(self, key):
        return Permissive(f"{self._name}[]")

    def __repr__(self):
        return f"<stand-in {self._name}>"


class StandIn(types.ModuleType):
    """A module that hands on what is asked of it to the real one."""

    def __getattr__(self, name):
        real = self.__dict__.get("_real")
        if real is not None:
            return getattr(real, name)
        if name.startswith("__"):
            raise AttributeError(name)
        return Permissive(f"{self.__name__}.{name}")

    def __repr__(self):
        return f"<stand-in module {self.__name__}>"


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, roots, real):
        self.roots = roots
        self.real = real

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in self.roots:
            return None
        if name not in self.real and name.split(".")[0] in self.real:
            return None
        spec = importlib.machinery.ModuleSpec(name, self, is_package=True)
        spec.submodule_search_locations = []
        return spec

    def create_module(self, spec):
        module = StandIn(spec.name)
        module.__dict__["_real"] = self.real.get(spec.name)
        DATA.loads.append((spec.name, importer()))
        return module

    def exec_module(self, module):
        real = module.__dict__.get("_real")
        if real is not None and hasattr(real, "__all__"):
            module.__all__ = real.__all__


def importer():
    """The file whose code asks for the import that runs now."""
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith("<frozen") and name != __file__:
            return name
        frame = frame.f_back
    return "?"


def refuse(*args, **kwargs):
    raise OSError("no network here")


def normal(text):
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    # Identities and times differ from run to run.
    text = re.sub(r"\b\d{10,}(\.\d+)?\b", "N", text)
    text = re.sub(r"/tmp/[\w./-]+", "/tmp", text)
    return text[:2000]


def described(value, depth=0):
    try:
        # A set of objects stands in the order of their addresses.
        parts = sorted(normal(repr(each)) for each in value) if type(value) in (set, frozenset) else None
        text = normal(repr(value)) if parts is None else repr(parts)
    except Exception as error:
        text = f"{type(error).__name__} in repr"
    found = [type(value).__name__, text]
    if isinstance(value, (types.FunctionType, type)) and depth < 2:
        found += [value.__module__, value.__qualname__, normal(str(value.__doc__))]
        found.append(normal(repr(getattr(value, "__annotations__", None))))
    if isinstance(value, types.FunctionType):
        found += [normal(repr(value.__defaults__)), normal(repr(value.__kwdefaults__)), value.__code__.co_argcount]
    if isinstance(value, type) and depth < 2:
        found.append([base.__name__ for base in value.__mro__])
        if value.__module__ == DATA.target:
            found.append({name: described(each, depth + 1) for name, each in sorted(vars(value).items()) if name not in IGNORED})
    return found


# Python's own; the second tells line numbers.
UNCOMPARED = {"__builtins__", "__warningregistry__"}
# Line numbers differ, and names of attributes stand in the order of a set.
IGNORED = {"__dict__", "__weakref__", "_abc_impl", "__abstractmethods__", "__firstlineno__", "__static_attributes__"}


def unresolved(text, path, moved):
    """Code that still asks the module for a name that was moved."""
    found = []
    top = compile(text, path, "exec", dont_inherit=True)
    # The part that only runs as a script may bind the names again.
    moved = moved - {each.argval for each in dis.get_instructions(top) if each.opname == "STORE_NAME"}
    pending = [top]
    while pending:
        code = pending.pop()
        pending += [each for each in code.co_consts if isinstance(each, types.CodeType)]
        for instruction in dis.get_instructions(code):
            if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME") and instruction.argval in moved:
                found.append(f"{code.co_name}: {instruction.argval}")
    return sorted(set(found))


class Shape(ast.NodeTransformer):
    """Leaves out what a fix may change: imports, blocks for type checkers, empty conditions, a new `__getattr__`."""

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        return None if node.name == "__getattr__" and node.col_offset == 0 else node

    def visit_Import(self, node):
        return None

    visit_ImportFrom = visit_Import
    visit_Pass = visit_Import

    def visit_If(self, node):
        self.generic_visit(node)
        empty = not node.body and not node.orelse
        return None if empty or "TYPE_CHECKING" in ast.dump(node.test) and not node.orelse else node


def shape(text):
    return ast.dump(Shape().visit(ast.parse(text)))


def run(job):
    name, path = job["name"], job["path"]
    DATA.target = name
    result = {"id": job["id"]}
    try:
        result["shape"] = shape(job["text"])
        code = compile(job["text"], path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError) as error:
        return {**result, "error": f"{type(error).__name__}: {error}", "compiled": False}
    try:
        importlib.import_module(name)
    except BaseException as error:
        result["unimportable"] = type(error).__name__
    roots = set(job["roots"])
    for root in roots:
        try:
            importlib.import_module(root)
        except BaseException:
            pass
    real = {each: sys.modules[each] for each in list(sys.modules) if each.split(".")[0] in roots}
    package = os.path.basename(path) == "__init__.py"
    module = types.ModuleType(name)
    module.__file__ = path
    module.__package__ = name if package else name.rpartition(".")[0]
    if package:
        module.__path__ = [os.path.dirname(path)]
    module.__spec__ = importlib.machinery.ModuleSpec(name, None, origin=path, is_package=package)
    before = set(vars(module))
    for each in real:
        del sys.modules[each]
    sys.meta_path.insert(0, Finder(roots, real))
    sys.modules[name] = module
    marked = path + "#trial"
    code = code.replace(co_filename=marked)
    DATA.loads.clear()
    try:
        exec(code, vars(module))
    except BaseException as error:
        result["error"] = normal(f"{type(error).__name__}: {error}")
    result["loads"] = sorted({each for each, who in DATA.loads if who == marked})
    result["present"] = sorted({each for each in sys.modules if each.split(".")[0] in roots and each in dict(DATA.loads)})
    public = {each: value for each, value in vars(module).items() if each not in before and each not in UNCOMPARED}
    result["names"] = {each: described(value) for each, value in sorted(public.items()) if each not in job["moved"]}
    exported = [each for each in getattr(module, "__all__", ()) if each in job["moved"]]
    result["exported"] = {each: described(getattr(module, each, "missing")) for each in exported}
    result["unresolved"] = unresolved(job["text"], path, set(job["moved"]))
    return result


def guarded(job, output):
    """In a child process: nothing it does may outlive it."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    os.setpgid(0, 0)
    socket.socket.connect = refuse
    warnings.simplefilter("ignore")
    null = os.open(os.devnull, os.O_RDWR)
    for each in (0, 1, 2):
        os.dup2(null, each)
    sys.argv = ["trial"]
    sys.setrecursionlimit(5000)
    write_all(output, json.dumps(run(job)).encode())


def write_all(descriptor, data):
    while data:
        data = data[os.write(descriptor, data):]


def execute(job):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            guarded(job, writing)
        except BaseException as error:
            write_all(writing, json.dumps({"id": job["id"], "died": repr(error)[:300]}).encode())
        os._exit(0)
    os.close(writing)
    parts = []
    # A process that the module started may keep the pipe open.
    while select.select([reading], [], [], SECONDS + 4)[0] and (part := os.read(reading, 1 << 16)):
        parts.append(part)
    os.close(reading)
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    os.waitpid(child, 0)
    answer = b"".join(parts)
    try:
        return json.loads(answer)
    except ValueError:
       return {"id": job["id"], "died": "time"}


def main():
    sys.path.insert(0, os.environ["TRIAL_PATH"]) if os.environ.get("TRIAL_PATH") else None
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for line in sys.stdin:
            print(json.dumps(execute(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
