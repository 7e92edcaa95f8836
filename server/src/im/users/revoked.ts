import type { Sql } from '../../platform/database.ts'
import { isRevoked } from './rules.ts'
import { findSignIns } from './store.ts'

/** Whether a UserSig that holds signs its user in no more, since the user was forced offline. */
export async function wasRevoked(sql: Sql, sdkAppId: number, { userId, issuedAt }: { userId: string; issuedAt: number }): Promise<boolean> {
  const [signIn] = await findSignIns(sql, [{ sdkAppId, userId }])
  return isRevoked({ issuedAt }, signIn!.signaturesFrom)
}
