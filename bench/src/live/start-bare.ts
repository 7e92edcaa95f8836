import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./bare-broadcaster.ts', import.meta.url))

export async function startBare(how: 'gathered' | 'frames') {
  const child = fork(program, [how])
  const [port] = (await once(child, 'message')) as [number]
  return {
    port,
    pid: child.pid!,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
