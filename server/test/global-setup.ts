import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { clusterUrl, createCluster, startCluster, stopCluster } from '../src/platform/postgres/cluster.ts'
import { choosePlace } from '../src/platform/postgres/embedded-postgres.ts'
import { endWithUs } from './end-with-us.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a database in the run's own PostgreSQL, where others can be made from the template. */
    clusterUrl: string
  }
}

/** Ours alone: what a power failure would cost does not matter here. */
const careless = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: 200, shared_buffers: '128MB' }

/** One PostgreSQL for the run, with a database that has all migrations: every test file copies it. */
export default async function setUp(project: TestProject) {
  const place = await choosePlace(await mkdtemp(join(tmpdir(), 'plenum-test-')))
  await createCluster(place, ['--no-sync'])
  const port = await startCluster(place, careless)
  const callOff = endWithUs([], place.folder)
  const url = await clusterUrl(place, port)
  await createTemplate(url)
  project.provide('clusterUrl', url)
  return async () => {
    await stopCluster(place)
    callOff()
    await rm(place.folder, { recursive: true, force: true })
  }
}

async function createTemplate(url: string) {
  const cluster = openDatabase(url, { pool: 1 })
  await cluster`create database plenum_template`
  await cluster.end()
  const template = openDatabase(url.replace(/\/postgres$/, '/plenum_template'), { pool: 1 })
  await migrate(template)
  await template.end()
}
