import type { Database } from '../../platform/database.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Installation } from '../../road/context.ts'
import { addAccount } from './accounts-store.ts'
import { hashPassword } from './password.ts'
import { addPerson, findOperator } from './persons-store.ts'
import { newPassword } from './tokens.ts'

/** The operator exists from the first start. A password that was made up is returned this once, to be printed. */
export async function ensureOperator(sql: Database, { config }: Installation, now: Date): Promise<{ email: string; password?: string }> {
  const present = await findOperator(sql)
  if (present) return { email: present.email }

  const email = config.operatorEmail.toLowerCase()
  const password = config.operatorPassword ?? newPassword()
  const passwordHash = await hashPassword(password)
  await sql.begin(async (tx) => {
    const accountId = randomId('acc')
    await addAccount(tx, { id: accountId, name: 'Operator', createdAt: now })
    const added = await addPerson(tx, {
      id: randomId('per'),
      accountId,
      email,
      name: 'Operator',
      operator: true,
      role: 'owner',
      apps: null,
      tags: null,
      grants: [],
      createdAt: now,
      lastSignInAt: null,
      passwordHash,
    })
    if (!added) throw new Problem(`PLENUM_OPERATOR_EMAIL is ${email}, which a customer uses already. Set another one.`)
  })
  return config.operatorPassword ? { email } : { email, password }
}
