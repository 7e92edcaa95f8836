import { useMemo } from 'react'

/** One id for one wish: a retry of the same input is answered the same, another input is another request. */
export function useRequestId(input: unknown): string {
  const wish = JSON.stringify(input)
  return useMemo(randomId, [wish])
}

/** `crypto.randomUUID` exists only over TLS and on localhost. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
