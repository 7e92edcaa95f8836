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
 * Of a user who was forced offline, UserSigs made until then sign nobody in. They say when they were made to the second: one of the very
 * second counts as made before, or the one that was to become worthless might still work.
 */
export function isRevoked({ issuedAt }: { issuedAt: number }, signaturesFrom: Date | null): boolean {
  return signaturesFrom !== null && issuedAt * 1000 <= signaturesFrom.getTime()
}
