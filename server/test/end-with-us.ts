import { spawn } from 'node:child_process'

/**
 * Whatever a test run starts ends with it, also when the run itself is killed: a shell in a process group of its own waits
 * for our end, kills the processes given and removes the folder. Returns how to call it off.
 */
export function endWithUs(pids: number[], folder = '') {
  const script =
    'while kill -0 "$1" 2>/dev/null; do sleep 1; done; shift; f=$1; shift; for p in "$@"; do kill -QUIT "$p"; done; sleep 1; test -z "$f" || rm -rf "$f"'
  const watch = spawn('/bin/sh', ['-c', script, 'sh', String(process.pid), folder, ...pids.map(String)], {
    detached: true,
    stdio: 'ignore',
  })
  watch.unref()
  return () => {
    if (watch.pid && watch.exitCode === null) process.kill(-watch.pid)
  }
}
