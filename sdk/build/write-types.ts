import { writeFile } from 'node:fs/promises'
import { contractTypes } from './contract-types.ts'

await writeFile(new URL('../src/contract.ts', import.meta.url), contractTypes())
