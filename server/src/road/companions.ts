import type { CommandName, ParsedInput, Refusal } from '@plenum/contract'
import type { NewDelivery } from '../outbox/store.ts'
import type { Alongside, AppContext } from './context.ts'

/** What goes along with a command about an app, without the command knowing. */
export interface Companion<Input = unknown> {
  /** Before anything is locked or written, and before any transaction. Whoever is run again gets the same answer and asks nobody twice. */
  ask?(input: Input, context: AppContext): Promise<Asked<Input> | null>
  /** What is written with the fact; null: nothing. */
  tell?(input: Input, context: AppContext): Promise<Alongside | null>
  /** Of a `write` that was refused, and wrote nothing: what is told of that. */
  refused?(input: Input, context: AppContext, refusal: Refusal): Promise<NewDelivery[]>
}

export interface Asked<Input = unknown> {
  /** The command goes on with this. */
  input?: Input
  /** The command is not run: this is the answer. */
  answer?: unknown
  /** What the command answers becomes this. */
  finish?(answer: unknown): unknown
  /** When this run has ended, however: `error` is what it ended with. */
  release?(error: unknown): void
}

export type Companions = { [N in CommandName]?: Companion<ParsedInput<N>> }
