import type { z } from 'zod'

/**
 * Who may call. `anyone`: nobody needs to be signed in. `person`: someone signed in to the console, or an API key. `app`: an
 * administrator of an app through the public REST dialect. `user`: a user of an app through a live connection.
 */
export type CallerKind = 'anyone' | 'person' | 'app' | 'user'

/**
 * What a person needs (console.md 13). `read` any role; `develop` owner, administrator, developer; `createApp` and `people` owner,
 * administrator; `plan`, `disable`, `delete`, `key` the owner unless granted; `operator` the operator of the installation.
 */
export type Right = 'read' | 'develop' | 'createApp' | 'people' | 'plan' | 'disable' | 'delete' | 'key' | 'operator'

/**
 * `statement`: one statement that commits by itself and checks the app's revision inside; `write`: the road opens the transaction;
 * `lane`: the handler hands a message to its lane, which writes it together with others, and awaits the commit.
 */
export type Effect = 'read' | 'write' | 'statement' | 'lane'

/** Which apps the command is for: `enabled` ones; `kept` also disabled and suspended ones; `any` also deleted ones (what stays readable). */
export type AppState = 'enabled' | 'kept' | 'any'

export interface Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  summary: string
  callers: readonly CallerKind[]
  effect: Effect
  /** Needed when a person calls. */
  right?: Right
  /** Writes what bills are made from: the billing day it was judged by stays open until it is written. */
  billed?: true
  /** Only with `sdkAppId` in the input. Default: `enabled` for writes, `kept` for reads. */
  app?: AppState
  /**
   * The field of the input that names who acts. A user acts for nobody else: the road fills it in, and refuses another name (`not_allowed`).
   * Its schema must let it be absent for users.
   */
  self?: string
  input: I
  output: O
}

export function command<I extends z.ZodType, O extends z.ZodType>(spec: Command<I, O>): Command<I, O> {
  return spec
}
