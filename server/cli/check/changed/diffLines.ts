/** What a diff without context says about a file as it is now. */
export interface ChangedLines {
  /** First and last line of each part that was added or replaced. */
  readonly ranges: readonly (readonly [first: number, last: number])[];
  /** Whether more lines were added than removed. */
  readonly grew: boolean;
}

/** The changed lines of each file by its path, from the output of `git diff --unified=0`. Files that are gone are left out. */
export function diffLines(diff: string): Map<string, ChangedLines> {
  const files = new Map<string, ChangedLines>();
  let hunks: RegExpExecArray[] = [];
  let path: string | undefined;
  let left = 0;
  const finish = () => {
    if (path !== undefined) files.set(path, changedLines(hunks));
    hunks = [];
    path = undefined;
  };
  for (const line of diff.split('\n')) {
    // Lines of the files themselves may look like headers.
    if (left > 0 && /^[+-]/.test(line)) {
      left--;
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk) {
      hunks.push(hunk);
      left = Number(hunk[1] ?? 1) + Number(hunk[3] ?? 1);
    } else if (line.startsWith('diff --git ')) finish();
    else if (line.startsWith('+++ ')) path = newPath(line.slice(4));
  }
  finish();
  return files;
}

function changedLines(hunks: readonly RegExpExecArray[]): ChangedLines {
  let balance = 0;
  const ranges = hunks.map(([, removed = '1', start, added = '1']): [number, number] => {
    balance += Number(added) - Number(removed);
    return [Number(start), Number(start) + Number(added) - 1];
  });
  return { ranges: ranges.filter(([first, last]) => last >= first), grew: balance > 0 };
}

/** Undefined for `/dev/null`. Git puts a name with unusual characters in quotes, its bytes in octal. */
function newPath(written: string): string | undefined {
  const name = written.replace(/\t$/, '');
  const plain = name.startsWith('"') ? unquoted(name.slice(1, -1)) : name;
  return plain.startsWith('b/') ? plain.slice(2) : undefined;
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
};

function unquoted(text: string): string {
  const bytes = text.replaceAll(
    /\\([0-7]{3}|.)|([^\\]+)/gs,
    (_, escaped: string | undefined, plain: string) => {
      if (escaped === undefined) return Buffer.from(plain).toString('latin1');
      return /^[0-7]{3}$/.test(escaped)
        ? String.fromCharCode(Number.parseInt(escaped, 8))
        : (escapes[escaped] ?? escaped);
    },
  );
  return Buffer.from(bytes, 'latin1').toString();
}
