import type { Platform } from '@plenum/contract'
import type { Client, Ending } from './client.ts'

/** Someone is looked at before entering an audio-video group. */
export interface Entering {
  readonly groupId: string
  /** Nothing has happened meanwhile that may forbid it. */
  isStillAllowed: boolean
}

/** Where a connection is told of coming and going. */
export interface Whereabouts {
  beginToEnter(connection: Connection): void
  endEntering(connection: Connection): void
  enterAvGroup(connection: Connection, groupId: string, now: Date): void
  /** `isLost`: it did not leave, it ended. */
  leaveAvGroup(connection: Connection, groupId: string, isLost: boolean): void
  close(connection: Connection): void
}

const none: ReadonlySet<string> = new Set()

/** Someone's device that is connected to this process. There are many of them: what few need is made when it is needed. */
export class Connection {
  readonly sdkAppId: number
  readonly userId: string
  readonly platform: Platform
  /** null: nobody listens. */
  readonly client: Client | null
  private readonly whereabouts: Whereabouts
  isOpen = true
  /** Signed in, and told to callbacks. */
  isIn = false
  wasReplaced = false
  /** The number of the last thing the user was told. */
  notice = 0
  /** The groups in which the user is a member. */
  groupIds: ReadonlySet<string> = none
  /** Of these groups it wants nothing pushed. */
  quietIn: Set<string> | null = null
  avGroupIds: ReadonlySet<string> = none
  /** The audio-video groups that are being looked at before it enters them. */
  private entering: Set<Entering> | null = null
  /** What happened to the user's memberships while they are loaded: the group, and whether the user is in it. */
  loading: Map<string, boolean> | null = null
  /** Whose status it wants to hear of, the oldest wish first. */
  watched: Set<string> | null = null

  constructor(whereabouts: Whereabouts, sdkAppId: number, userId: string, platform: Platform, client: Client | null) {
    this.whereabouts = whereabouts
    this.sdkAppId = sdkAppId
    this.userId = userId
    this.platform = platform
    this.client = client
  }

  noteGroup(groupId: string, isMember: boolean, isQuiet = false): void {
    if (isMember) this.groupIds = this.groupIds === none ? new Set([groupId]) : (this.groupIds as Set<string>).add(groupId)
    else if (this.groupIds !== none) (this.groupIds as Set<string>).delete(groupId)
    this.noteQuiet(groupId, isMember && isQuiet)
  }

  noteQuiet(groupId: string, isQuiet: boolean): void {
    if (isQuiet) this.quietIn = (this.quietIn ?? new Set()).add(groupId)
    else this.quietIn?.delete(groupId)
  }

  /** Before it is looked at whether it may: what happens from now on is not missed. */
  beginToEnter(groupId: string): Entering {
    const entering = { groupId, isStillAllowed: true }
    this.entering = (this.entering ?? new Set()).add(entering)
    this.whereabouts.beginToEnter(this)
    return entering
  }

  /** Whatever came of it. May be repeated. */
  endEntering(entering: Entering): void {
    this.entering?.delete(entering)
    if (!this.entering?.size) this.whereabouts.endEntering(this)
  }

  /** False: something happened meanwhile that may forbid it, or the connection has ended. */
  enterWhenStillAllowed(entering: Entering, now: Date): boolean {
    this.endEntering(entering)
    if (!entering.isStillAllowed || !this.isOpen) return false
    this.joinAvGroup(entering.groupId, now)
    return true
  }

  joinAvGroup(groupId: string, now: Date): void {
    if (!this.isOpen) return
    if (this.avGroupIds === none) this.avGroupIds = new Set()
    ;(this.avGroupIds as Set<string>).add(groupId)
    this.whereabouts.enterAvGroup(this, groupId, now)
  }

  leaveAvGroup(groupId: string): void {
    this.goFrom(groupId, false)
  }

  private goFrom(groupId: string, isLost: boolean): void {
    for (const entering of this.entering ?? []) if (entering.groupId === groupId) entering.isStillAllowed = false
    if (this.avGroupIds !== none) (this.avGroupIds as Set<string>).delete(groupId)
    this.whereabouts.leaveAvGroup(this, groupId, isLost)
  }

  /** Its user goes, before it ends. */
  leaveAvGroups(): void {
    for (const groupId of this.avGroupIds) this.leaveAvGroup(groupId)
  }

  /** It leaves all its groups. May be repeated. */
  close(): void {
    if (!this.isOpen) return
    for (const groupId of this.avGroupIds) this.goFrom(groupId, true)
    this.isOpen = false
    this.whereabouts.close(this)
  }

  /** The server wants it so. */
  end(ending: Ending): void {
    this.close()
    this.client?.end(ending)
  }
}
