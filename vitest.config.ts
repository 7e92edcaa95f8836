import { statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Databases, data folders and browsers of the tests wait for no disk where there is room for them in memory: `createdb` takes a fifth. */
const inMemory = '/dev/shm'
const roomNeeded = 4 * 1024 ** 3
if (!process.env.TMPDIR && freemem() > 2 * roomNeeded && freeIn(inMemory) > roomNeeded) process.env.TMPDIR = inMemory

function freeIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}

const shared = { globalSetup: './server/test/global-setup.ts', testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'unit', include: ['{contract,billing,server,console,sdk,verify}/**/*.test.ts'] } },
      { test: { ...shared, name: 'e2e', include: ['e2e/**/*.test.ts'] } },
    ],
  },
})
