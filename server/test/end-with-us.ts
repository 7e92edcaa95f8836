import { spawn } from 'node:child_process'

const watch = `
while kill -0 "$1" 2>/dev/null; do sleep 1; done
folder=$2; shift 2
test -z "$folder" || set -- "$@" "$(head -n 1 "$folder/postgres/postmaster.pid" 2>/dev/null)"
for pid in "$@"; do test -z "$pid" || kill -QUIT "$pid" 2>/dev/null; done
for try in 1 2 3 4 5; do sleep 1; test -z "$folder" || rm -rf "$folder" 2>/dev/null && break; done`

/**
 * Whatever a test run starts ends with it, also when the run itself is killed: a shell in a process group of its own waits
 * for our end, kills the processes, and the PostgreSQL in the folder, and removes the folder. Returns how to call it off.
 */
export function endWithUs(pids: number[], folder = '') {
  const shell = spawn('/bin/sh', ['-c', watch, 'sh', String(process.pid), folder, ...pids.map(String)], { detached: true, stdio: 'ignore' })
  shell.unref()
  return () => {
    if (shell.pid && shell.exitCode === null) process.kill(-shell.pid)
  }
}
