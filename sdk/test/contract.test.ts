import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { contractTypes } from '../build/contract-types.ts'

test('the published types are those of the contract', async () => {
  const written = await readFile(new URL('../src/contract.ts', import.meta.url), 'utf8')
  const without = (text: string) => text.replaceAll(/[\s;|(),]/g, '')
  expect(without(written) === without(contractTypes()), 'Run `npm run sdk:types`.').toBe(true)
})
