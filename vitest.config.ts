import { defineConfig } from 'vitest/config'

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
