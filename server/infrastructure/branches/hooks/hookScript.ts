import type { HookName } from '../../../protocol/hooks.ts';

export interface HookProgram {
  /** Node, or an editor that can be Node. */
  readonly node: string;
  /** File that is the `swarm` command. */
  readonly program: string;
  /** File that tells which refs need a look. */
  readonly filter: string;
}

const mark = '# swarm-hook';

/** Whether a hook is one of ours. */
export function isOurHook(text: string): boolean {
  return text.split('\n', 3).some((line) => line.startsWith(mark));
}

/** Ending of the name under which a hook that was there before is kept. */
export const keptEnding = '.before-swarm';

/** The hook as a script for sh: it asks `swarm hook`, then runs what was there before with the same arguments and input. */
export function hookScript(name: HookName, programs: HookProgram, platform = process.platform): string {
  return `#!/bin/sh
${mark} ${name}
# Protects branches by the rules of swarm.json. \`swarm hooks remove\` brings back what was here before.
${named(programs, platform)}
chained="\${0%/*}/${name}${keptEnding}"
newline='
'
${name === 'reference-transaction' ? leaveOtherStates : ''}input=$(cat; printf x)
input=\${input%x}
look=yes
${name === 'reference-transaction' ? lookAtProtected : ''}if [ "$look" = yes ]; then
  if [ -x "$node" ] && [ -f "$program" ]; then
    printf '%s' "$input" | ELECTRON_RUN_AS_NODE=1 "$node" "$program" hook ${name} || exit 1
  else
    echo "swarm: branches are not protected now: $program is gone. Run swarm hooks install again." >&2
  fi
fi
if [ -x "$chained" ]; then
  printf '%s' "$input" | "$chained" "$@"
  exit $?
fi
exit 0
`;
}

/** Only what is about to happen can be refused. */
const leaveOtherStates = `if [ "$1" != prepared ]; then
  if [ -x "$chained" ]; then exec "$chained" "$@"; fi
  exit 0
fi
`;

/** Most refs are no protected branches: they are let through without starting Node. */
const lookAtProtected = `case "$input" in
*" refs/heads/"*)
  if [ -r "$filter" ]; then
    look=no
    while IFS= read -r line; do
      case "$line" in
      "="*) case "$input" in *" refs/heads/\${line#=}$newline"*) look=yes ;; esac ;;
      "^"*) case "$input" in *" refs/heads/\${line#^}"*) look=yes ;; esac ;;
      "@"*)
        known=\${line##* }
        base=\${line#@}
        base=\${base%% *}
        case "$input" in
        *" refs/heads/$base$newline"*)
          new=\${input%%" refs/heads/$base$newline"*}
          now=$(git rev-parse --verify --quiet "\${new##* }:swarm.json") || now=none
          [ "$now" = "$known" ] || look=yes
          ;;
        esac
        ;;
      esac
    done <"$filter"
  fi
  ;;
*) look=no ;;
esac
`;

/** The paths as sh takes them; that of Git for Windows has slashes in its own. */
function named({ node, program, filter }: HookProgram, platform: NodeJS.Platform): string {
  const word = (file: string) => quoted(platform === 'win32' ? file.replaceAll('\\', '/') : file);
  return `node=${word(node)}\nprogram=${word(program)}\nfilter=${word(filter)}`;
}

/** A word for sh, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
