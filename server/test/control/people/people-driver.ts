import type { Grant, Role, Scope } from '@plenum/contract'
import { Client } from '../../client.ts'
import { password } from '../../world.ts'

export interface Wanted {
  role?: Exclude<Role, 'owner'>
  scope?: Scope
  grants?: Grant[]
}

let count = 0

/** Someone who follows an invitation of `inviter`. */
export async function join(inviter: Client, { role = 'reader', scope = 'all', grants = [] }: Wanted = {}) {
  const email = `member${++count}@example.com`
  const { link } = await inviter.call('person.invite', { email, role, scope, grants })
  const client = new Client(inviter.url)
  const session = await client.call('session.acceptInvitation', { token: tokenOf(link), name: `Member ${count}`, password })
  return { client, email, personId: session.person!.personId }
}

export async function makeKey(owner: Client, { role = 'administrator', scope = 'all', grants = [] }: Wanted = {}) {
  const { apiKey, secret } = await owner.call('apiKey.create', { name: 'Deployment', role, scope, grants })
  return { client: new Client(owner.url, secret), apiKey, secret }
}

export async function personIdOf(client: Client): Promise<string> {
  const { person } = await client.call('session.get', {})
  return person!.personId
}

export function tokenOf(link: string): string {
  return new URL(link).searchParams.get('token')!
}
