import { expect, test } from 'vitest'
import { firstLoadKilobytesMax, measureFirstLoad } from '../bench/src/first-load.ts'

test('the first load of the console is at most 250 kB of compressed script', async () => {
  const { script } = await measureFirstLoad()

  expect(script / 1000).toBeLessThanOrEqual(firstLoadKilobytesMax)
})
