import type { AppSettings, Configuration, Output } from '@plenum/contract'
import type { Client } from './client.ts'
import { makeUserSig } from './make-user-sig.ts'

export interface V4Answer {
  ActionStatus: string
  ErrorCode: number
  ErrorInfo: string
  // biome-ignore lint/suspicious/noExplicitAny: the answer of any endpoint
  [field: string]: any
}

/** What an answer says that has nothing more to say. */
export const ok = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 }

type Wanted = Partial<Omit<Configuration, 'historyDays'>>

/** An app as its owner and its own server use it. */
export class AppDriver {
  readonly sdkAppId: number
  readonly name: string
  readonly owner: Client
  readonly key: string
  private readonly clock: () => Date

  constructor(app: { sdkAppId: number; name: string; key: string }, owner: Client, clock: () => Date) {
    this.sdkAppId = app.sdkAppId
    this.name = app.name
    this.key = app.key
    this.owner = owner
    this.clock = clock
  }

  userSig(userId = 'administrator', key = this.key): string {
    return makeUserSig({ sdkAppId: this.sdkAppId, key, userId, time: Math.floor(this.clock().getTime() / 1000) })
  }

  /** A call of the app's own server; `query` replaces single parameters, null leaves one out. */
  async v4(path: string, body: unknown, query: Record<string, string | null> = {}): Promise<V4Answer> {
    const parameters: Record<string, string | null> = {
      sdkappid: String(this.sdkAppId),
      identifier: 'administrator',
      usersig: this.userSig(query.identifier ?? 'administrator'),
      random: '731',
      contenttype: 'json',
      ...query,
    }
    const text = Object.entries(parameters).flatMap(([name, value]) => (value === null ? [] : [`${name}=${encodeURIComponent(value)}`]))
    const response = await fetch(`${this.owner.url}/v4/${path}?${text.join('&')}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    return (await response.json()) as V4Answer
  }

  /** A call that must succeed. */
  async ok(path: string, body: unknown): Promise<V4Answer> {
    const answer = await this.v4(path, body)
    if (answer.ErrorCode !== 0) throw new Error(`${path}: ${answer.ErrorCode} ${answer.ErrorInfo}`)
    return answer
  }

  async importUsers(userIds: string[]): Promise<void> {
    for (let at = 0; at < userIds.length; at += 100) {
      await this.ok('im_open_login_svc/multiaccount_import', { Accounts: userIds.slice(at, at + 100) })
    }
  }

  async createGroup(body: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.ok('group_open_http_svc/create_group', { Type: 'Public', Name: 'Gardeners', ...body })
    return answer.GroupId as string
  }

  get(): Promise<Output<'app.get'>> {
    return this.owner.call('app.get', { sdkAppId: this.sdkAppId })
  }

  /** With everything switched on that Ultimate has. */
  async upgrade(wanted: Wanted = {}): Promise<Output<'plan.upgrade'>> {
    const answer = await this.owner.call('plan.upgrade', { sdkAppId: this.sdkAppId, ...completed(wanted), acceptNoReturn: true })
    if (wanted.edition === 'ultimate') await this.switchOn()
    return answer
  }

  async modify(wanted: Wanted): Promise<Output<'plan.modify'>> {
    const answer = await this.owner.call('plan.modify', { sdkAppId: this.sdkAppId, ...completed(wanted), acceptLoss: true })
    if (wanted.edition === 'ultimate') await this.switchOn()
    return answer
  }

  /** Everything under Feature Configuration that Ultimate has and that is off at first. */
  async switchOn(): Promise<void> {
    await this.owner.call('settings.set', { sdkAppId: this.sdkAppId, settings: everythingOn })
  }

  disable(): Promise<Output<'app.disable'>> {
    return this.owner.call('app.disable', { sdkAppId: this.sdkAppId, confirmName: this.name })
  }

  enable(): Promise<Output<'app.enable'>> {
    return this.owner.call('app.enable', { sdkAppId: this.sdkAppId })
  }

  delete(): Promise<Output<'app.delete'>> {
    return this.owner.call('app.delete', { sdkAppId: this.sdkAppId, confirmName: this.name })
  }
}

const everythingOn: Partial<AppSettings> = {
  avGroupHistoryMessages: 20,
  receiptGroupTypes: ['Work', 'Public', 'Meeting'],
  conversationsMax: 500,
  userStatus: true,
  messageExtensions: true,
  pushToAll: true,
  communities: true,
  avGroupOnlineMembers: true,
  avGroupBroadcast: true,
  avGroupBan: true,
}

/** What the dialogs offer first: the included values of the edition. */
export function completed(wanted: Wanted) {
  const edition = wanted.edition ?? 'pro'
  const included =
    edition === 'ultimate'
      ? { unlimitedAvGroups: true, groupsPerUser: 1000, membersPerGroup: 2000 }
      : { unlimitedAvGroups: false, groupsPerUser: 500, membersPerGroup: 200 }
  return { ...included, ...wanted, edition }
}
