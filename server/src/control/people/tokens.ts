import { createHash, randomBytes } from 'node:crypto'
import { randomText } from '../../platform/ids.ts'

/** 256 bits nobody can guess. Only the hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Starts so that people and secret scanners know what they found. */
export function newApiKey(): { secret: string; prefix: string } {
  const secret = `plenum_${randomText(40, letters)}`
  return { secret, prefix: secret.slice(0, 12) }
}

/** Without the letters that are mistaken for each other. */
export function newPassword(): string {
  return randomText(16, '23456789abcdefghijkmnpqrstuvwxyz')
}

/** A plain SHA-256 is enough for what cannot be guessed; passwords are hashed in password.ts. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
