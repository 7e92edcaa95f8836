import { checkDelivery } from '../delivery/check.ts'
import { PatientApp } from '../delivery/patient-app.ts'
import type { Figure } from '../table.ts'
import { createLiveApp } from './live-app.ts'
import { withRestartable } from './restartable.ts'
import { soakSeconds } from './sizes.ts'

const users = 30
const groups = 5
const messagesPerGroup = 40
const shownMax = 20

/** Users talk while their connections break and the server is killed twice: is everything heard, once and in order? */
export function soakFigure(): Promise<Figure> {
  return withRestartable({}, async (server) => {
    const { sdkAppId, name, key, owner } = await createLiveApp(server.plenum, messagesPerGroup)
    const app = new PatientApp({ sdkAppId, name, key }, owner, () => new Date())
    const memory: { when: string; bytes: number }[] = []
    const note = async (when: string) => memory.push({ when, bytes: await server.memory() })
    const kills = [1 / 3, 2 / 3].map((share) => share * soakSeconds)
    let starts = 0
    const checked = await checkDelivery({
      app,
      users,
      groups,
      seconds: soakSeconds,
      onProgress: (text) => process.stderr.write(`${text}\n`),
      async trouble(elapsed) {
        if (memory.length === 0) await note('at the start')
        if (starts >= kills.length || elapsed < kills[starts]!) return
        starts++
        await note(`before kill ${starts}`)
        await server.restart('kill')
        await note(`after start ${starts + 1}`)
      },
    })
    await note('at the end')
    if (starts < kills.length) throw new Error(`The server was killed only ${starts} times: the soak is too short`)
    const { verdict, messages, heard, disconnects, joins, leaves } = checked
    const wrong = Object.entries(verdict) as [string, string[]][]
    for (const [kind, found] of wrong) for (const one of found.slice(0, shownMax)) process.stderr.write(`${kind}: ${one}\n`)
    if (wrong.some(([, found]) => found.length > 0)) process.exitCode = 1
    return {
      title: 'Soak',
      how: `The checker for ${soakSeconds} s: ${users} users in ${groups} groups whose connections break, who read slowly, come and go; the server is killed with -9 twice and started again. Memory is PSS of the server`,
      rows: [
        { what: 'messages', value: `${messages}` },
        { what: 'heard', value: `${heard}` },
        { what: 'connections cut', value: `${disconnects}` },
        { what: 'joins and leaves', value: `${joins} and ${leaves}` },
        ...wrong.map(([kind, found]) => ({ what: kind, value: `${found.length}`, aim: '0', reached: found.length === 0 })),
        ...memory.map(({ when, bytes }) => ({ what: `memory ${when}`, value: `${(bytes / 1024 ** 2).toFixed(0)} MB` })),
      ],
    }
  })
}
