import { Refusal } from '@plenum/contract'
import { type Claim, unixSeconds, type VerifiedUserSig, verifyUserSig } from './usersig.ts'

/**
 * Remembers the UserSigs that were verified last, because apps send one and the same thousands of times. What is remembered is which
 * key made it and until when it holds; both are looked at again on every request, so expiry and removed keys count at once.
 */
export function rememberUserSigs(countMax = 10_000) {
  const remembered = new Map<string, VerifiedUserSig>()

  return {
    verify(userSig: string, claim: Claim): VerifiedUserSig {
      const known = remembered.get(userSig)
      const holds = known?.sdkAppId === claim.sdkAppId && known.userId === claim.userId && claim.keys.includes(known.secretKey)
      if (holds && known.expiresAt < unixSeconds(claim.now)) throw new Refusal('usersig_expired')
      const verified = holds ? known : verifyUserSig(userSig, claim)
      // The one used last stands at the end; the one at the front goes first.
      remembered.delete(userSig)
      remembered.set(userSig, verified)
      if (remembered.size > countMax) remembered.delete(remembered.keys().next().value!)
      return verified
    },
    get size() {
      return remembered.size
    },
  }
}
