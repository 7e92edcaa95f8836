import { verifyPassword as matches, hashPassword as scrypt } from '@better-auth/utils/password'
import { Refusal } from '@plenum/contract'

const lengthMin = 10
const lengthMax = 128

export function judgePassword(password: string): void {
  const length = [...password].length
  if (length < lengthMin || length > lengthMax) throw new Refusal('weak_password')
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => scrypt(password))
}

/** Takes the same time for a person who does not exist (`null`), so that addresses cannot be found out. */
export function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  return inTurn(async () => {
    const right = await matches(hash ?? (await nobodysHash), password)
    return right && hash !== null
  })
}

const nobodysHash = scrypt('nobody has this password')

/** Each hash takes 32 MB and a tenth of a second of a core: more at once would only make everything else wait. */
const atOnce = 2
const waitingMax = 100
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < atOnce) running++
  else {
    if (waiting.length >= waitingMax) throw new Refusal('busy')
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
