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
