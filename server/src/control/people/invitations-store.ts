import type { Sql } from '../../platform/database.ts'
import { type RightsColumns, tagsColumn } from './persons-store.ts'

export interface Invitation extends RightsColumns {
  id: string
  /** The account that invites. */
  accountId: string
  accountName: string
  /** Accepting opens an account of this name. */
  newAccountName: string | null
  email: string
  invitedBy: string
  createdAt: Date
  expiresAt: Date
}

const columns = (sql: Sql) => sql`
  invitations.id, invitations.account_id, accounts.name as account_name, new_account_name, email, role, apps, tags, grants, invited_by,
  invitations.created_at, expires_at`

export function listInvitations(sql: Sql, accountId: string, now: Date) {
  return sql<Invitation[]>`
    select ${columns(sql)} from people.invitations join accounts on accounts.id = account_id
    where account_id = ${accountId} and expires_at > ${now} order by invitations.created_at, invitations.id limit 1000`
}

export async function findInvitation(sql: Sql, by: { id: string } | { tokenHash: Buffer }, now: Date): Promise<Invitation | null> {
  const [invitation] = await sql<Invitation[]>`
    select ${columns(sql)} from people.invitations join accounts on accounts.id = account_id
    where ${'id' in by ? sql`invitations.id = ${by.id}` : sql`token_hash = ${by.tokenHash}`} and expires_at > ${now}`
  return invitation ?? null
}

export async function findInvitationOf(sql: Sql, accountId: string, email: string): Promise<Invitation | null> {
  const [invitation] = await sql<Invitation[]>`
    select ${columns(sql)} from people.invitations join accounts on accounts.id = account_id
    where account_id = ${accountId} and email = ${email}`
  return invitation ?? null
}

export async function countInvitations(sql: Sql, accountId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) from people.invitations where account_id = ${accountId}`
  return row!.count
}

export async function addInvitation(sql: Sql, invitation: Omit<Invitation, 'accountName'>, tokenHash: Buffer) {
  const { id, accountId, newAccountName, email, role, apps, tags, grants, invitedBy, createdAt, expiresAt } = invitation
  await sql`
    insert into people.invitations
      (id, account_id, new_account_name, email, role, apps, tags, grants, token_hash, invited_by, created_at, expires_at)
    values
      (
        ${id}, ${accountId}, ${newAccountName}, ${email}, ${role}, ${apps}, ${tagsColumn(sql, tags)}, ${grants}, ${tokenHash}, ${invitedBy},
        ${createdAt}, ${expiresAt}
      )`
}

export async function setInvitationRights(sql: Sql, id: string, { role, apps, tags, grants }: RightsColumns) {
  await sql`
    update people.invitations set role = ${role}, apps = ${apps}, tags = ${tagsColumn(sql, tags)}, grants = ${grants} where id = ${id}`
}

export async function removeInvitation(sql: Sql, id: string) {
  await sql`delete from people.invitations where id = ${id}`
}

/** Of two who accept at once one gets it, with the rights it has by then. */
export async function takeInvitation(sql: Sql, tokenHash: Buffer, now: Date): Promise<Omit<Invitation, 'accountName'> | null> {
  const [invitation] = await sql<Omit<Invitation, 'accountName'>[]>`
    delete from people.invitations where token_hash = ${tokenHash} and expires_at > ${now}
    returning id, account_id, new_account_name, email, role, apps, tags, grants, invited_by, created_at, expires_at`
  return invitation ?? null
}

export async function removeExpiredInvitations(sql: Sql, accountId: string, now: Date) {
  await sql`delete from people.invitations where account_id = ${accountId} and expires_at <= ${now}`
}
