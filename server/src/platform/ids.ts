import { randomBytes } from 'node:crypto'

const letters = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A random name nobody can guess or meet again: 24 characters of base 36 hold 124 bits. */
export function randomId(prefix: string, length = 24): string {
  return `${prefix}_${randomText(length, letters)}`
}

/** Every letter of the alphabet is equally likely: bytes past the last whole multiple are thrown away. */
export function randomText(length: number, alphabet: string): string {
  const bound = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < bound && text.length < length) text += alphabet[byte % alphabet.length]
    }
  }
  return text
}

/** 64 hexadecimal characters, used as text (usersig.md 2). */
export function newSecretKey(): string {
  return randomBytes(32).toString('hex')
}
