import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDelivery } from '../../bench/src/delivery/check.ts'
import { nothingWrong } from '../../bench/src/delivery/heard.ts'
import { PatientApp } from '../../bench/src/delivery/patient-app.ts'
import { createLiveApp } from '../../bench/src/live/live-app.ts'
import { dataFolder } from '../../server/test/plenum-process.ts'

const program = fileURLToPath(new URL('../../bench/src/delivery/main.ts', import.meta.url))

let data: Awaited<ReturnType<typeof dataFolder>>
let plenum: Awaited<ReturnType<typeof data.start>>
let app: PatientApp

beforeAll(async () => {
  data = await dataFolder({ PLENUM_LIVE_CALLS_PER_SECOND: '10000' })
  plenum = await data.start()
  const { sdkAppId, name, key, owner } = await createLiveApp(plenum)
  app = new PatientApp({ sdkAppId, name, key }, owner, () => new Date())
})
afterAll(async () => {
  await plenum.stop()
  await data.remove()
})

test('script/check-delivery tells the operator of a running installation that nothing was lost', async () => {
  const child = spawn(process.execPath, [program, plenum.url, String(app.sdkAppId), '1', '6'], {
    env: { ...process.env, PLENUM_APP_KEY: app.key },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  const [code] = await once(child, 'close')
  expect({ code, ...JSON.parse(output.split('\n')[0]!) }).toMatchObject({ code: 0, lost: 0, doubled: 0, disordered: 0, strange: 0 })
})

test('while the server is killed with -9 and started again, everybody hears everything meant for them, once and in order', async () => {
  let isKilled = false
  const { verdict, messages, heard } = await checkDelivery({
    app,
    users: 10,
    groups: 3,
    seconds: 4,
    async trouble(elapsed) {
      if (isKilled || elapsed < 1) return
      isKilled = true
      await plenum.stop('SIGKILL')
      plenum = await data.start()
    },
  })
  expect(isKilled).toBe(true)
  expect(verdict).toEqual(nothingWrong())
  expect(messages).toBeGreaterThan(50)
  expect(heard).toBeGreaterThan(messages)
})
