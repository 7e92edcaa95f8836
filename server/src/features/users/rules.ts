export const profileBytesMax = 500

/** The field of a profile that is too long, as people call it; null when none is. */
export function faultyProfileField({
  nick = '',
  faceUrl = '',
}: {
  nick?: string | undefined
  faceUrl?: string | undefined
}): string | null {
  if (Buffer.byteLength(nick) > profileBytesMax) return 'Nick'
  if (Buffer.byteLength(faceUrl) > profileBytesMax) return 'FaceUrl'
  return null
}

/**
 * Of a user who was forced offline, UserSigs made before sign nobody in. They say when they were made to the second: one of the very second
 * counts as made afterwards, so that a new one works at once.
 */
export function isRevoked({ issuedAt }: { issuedAt: number }, signaturesFrom: Date | null): boolean {
  return signaturesFrom !== null && issuedAt < Math.floor(signaturesFrom.getTime() / 1000)
}
