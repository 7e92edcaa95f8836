import { createHmac, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'

/** Where the files lie. A name has two parts: which writing of the file it is, and the documented form. */
export function pathOf(dataFolder: string, name: string): string {
  return join(dataFolder, 'message-files', name.replace('/', '_'))
}

/** What whoever has it may read until it ends. */
export function signedPath(secret: Buffer, name: string, expiresAt: Date): string {
  const expires = Math.floor(expiresAt.getTime() / 1000)
  return `/files/${name}?expires=${expires}&signature=${signatureOf(secret, name, expires)}`
}

export function mayRead(secret: Buffer, name: string, { expires, signature }: { expires: number; signature: string }, now: Date): boolean {
  const [right, given] = [Buffer.from(signatureOf(secret, name, expires)), Buffer.from(signature)]
  return right.length === given.length && timingSafeEqual(right, given) && now.getTime() / 1000 < expires
}

function signatureOf(secret: Buffer, name: string, expires: number): string {
  return createHmac('sha256', secret).update(`${name} ${expires}`).digest('base64url')
}
