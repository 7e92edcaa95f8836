import { once } from 'node:events'
import { createServer } from 'node:net'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { createMetrics } from '../../../src/platform/metrics.ts'
import { Client } from '../../client.ts'
import { freshDatabase } from '../../database.ts'

test('a first start that fails does not use up the password made up for the operator: the start that succeeds tells it', async () => {
  const database = await freshDatabase()
  const start = (port: number) =>
    startApp(readConfig({ PLENUM_PORT: String(port), DATABASE_URL: database.url }), {
      sql: database.sql,
      log: pino({ level: 'silent' }) as never,
      metrics: createMetrics(),
    })
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  await expect(start((taken.address() as { port: number }).port)).rejects.toThrow('is taken')
  taken.close()

  const app = await start(0)
  const { email, password } = app.operator
  const operator = new Client(app.url)
  expect(await operator.call('session.signIn', { email, password: password! })).toMatchObject({ person: { operator: true } })
  await app.close()

  const again = await start(0)
  expect(again.operator).toEqual({ email })
  await again.close()
  await database.drop()
})
