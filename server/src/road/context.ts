import type { AppStatus, Configuration, Limits, PriceBooks } from '@plenum/billing'
import type { AppSettings, AppTag, CommandName, Grant, GroupRules, Output, ParsedInput, Platform, Role, Scope } from '@plenum/contract'
import type { Config } from '../config.ts'
import type { NewDelivery } from '../outbox/store.ts'
import type { Sql } from '../platform/database.ts'

/** Someone signed in to the console, or an API key (`via`). The operator may see and do everything. */
export interface PersonCaller {
  kind: 'person'
  via: 'session' | 'apiKey'
  /** Of the person, or `key_…` of the API key. */
  personId: string
  name: string
  email: string
  operator: boolean
  accountId: string
  role: Role
  scope: Scope
  grants: Grant[]
}

/** An administrator of an app, through the public REST dialect. */
export interface AppCaller {
  kind: 'app'
  sdkAppId: number
  userId: string
}

/** Someone who uses an app, through a live connection. */
export interface UserCaller {
  kind: 'user'
  sdkAppId: number
  userId: string
  platform: Platform
  /** Of the UserSig with which the user signed in; Unix seconds. */
  issuedAt: number
}

export interface Anyone {
  kind: 'anyone'
}

/** What happens in an app without a caller. No command is for it. */
export interface ServiceCaller {
  kind: 'service'
}

export type Caller = PersonCaller | AppCaller | UserCaller | Anyone | ServiceCaller

/** What a process keeps in memory of an app. True as long as `revision` is the row's. */
export interface AppInMemory {
  sdkAppId: number
  accountId: string
  name: string
  revision: number
  status: AppStatus
  configuration: Configuration
  /** Newest first. */
  keys: string[]
  admins: ReadonlySet<string>
  /** By which persons and API keys may see it. */
  tags: readonly AppTag[]
  /** Those in force: what the operator set for all apps and for this one. */
  rates: Record<string, number>
  /** Feature Configuration, as it was set. */
  settings: AppSettings
  /** Of the operator. */
  groupRules: GroupRules
}

/** Where a call came from. */
export interface Request {
  requestId: string
  address: string
  headers: Headers
}

/** What holds for the whole installation while this process lives. */
export interface Installation {
  config: Config
  books: PriceBooks
  /** The billing time zone. */
  timeZone: string
  /** Signs the addresses of files. */
  fileSecret: Buffer
}

export interface Context {
  caller: Caller
  /** Business time, taken once for the command. */
  now: Date
  /** The billing day of `now`. */
  day: string
  /** The open transaction of a `write`; the pool otherwise. */
  sql: Sql
  /** For what comes after the commit. */
  pool: Sql
  installation: Installation
  request: Request
  /** Headers of the answer, for cookies. */
  answerHeaders: Headers
  /** Runs when the transaction has committed; its failure is logged and does not change the answer. */
  afterCommit(task: () => void | Promise<void>): void
  /** Of a `lane` or a `statement`: what is to be written with the fact, in its transaction. A `write` has it done by the road. */
  alongside?: Alongside
}

/** What others are told of what became of a command. */
export type Alongside = (sql: Sql, outcome: unknown) => Promise<NewDelivery[]>

/** A context whose command names an app. In a person's `write` the row is locked and this is its present state. */
export interface AppContext extends Context {
  app: AppInMemory
  limits: Limits
}

type HasApp<N extends CommandName> = ParsedInput<N> extends { sdkAppId: number } ? true : false

/** What an app's own server speaks of. */
type ImNoun =
  | 'attribute'
  | 'application'
  | 'avGroup'
  | 'block'
  | 'contact'
  | 'contactGroup'
  | 'conversation'
  | 'counter'
  | 'direct'
  | 'extension'
  | 'feature'
  | 'friend'
  | 'friendList'
  | 'globalMute'
  | 'group'
  | 'media'
  | 'message'
  | 'messageFile'
  | 'presence'
  | 'profile'
  | 'push'
  | 'reaction'
  | 'receipt'
  | 'serverAddress'
  | 'status'
  | 'statistics'
  | 'topic'
  | 'user'
  | 'userNotice'

/** Commands of the app's own server have no `sdkAppId` in their input: the caller says it. */
export type ContextOf<N extends CommandName> = HasApp<N> extends true ? AppContext : N extends `${ImNoun}.${string}` ? AppContext : Context

export type Handler<N extends CommandName> = (input: ParsedInput<N>, context: ContextOf<N>) => Promise<Output<N>>
export type Handlers = { [N in CommandName]: Handler<N> }

/** The statement found another revision than the one in memory: nothing was written; load, decide again. */
export class StaleRevision extends Error {}

/** A person of the console; only for commands whose `callers` are persons. */
export function personOf(context: Context): PersonCaller {
  if (context.caller.kind !== 'person') throw new Error('This command is for persons')
  return context.caller
}

/** In whose name the service itself speaks in the public dialect. */
export const serviceUserId = '@TIM#SYSTEM'

/** The administrator in whose name the app's server acts, or the user. */
export function operatorOf({ caller }: AppContext): string {
  if (caller.kind === 'service') return serviceUserId
  return caller.kind === 'app' || caller.kind === 'user' ? caller.userId : ''
}
