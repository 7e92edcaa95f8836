import type { CommandName, Input, Output, RefusalCode } from '@plenum/contract'
import type { z } from 'zod'

/** Which app calls, and the administrator whose name stands in the address. */
export interface Asked {
  sdkAppId: number
  callerId: string
}

export type AnswerBody = Record<string, unknown>

/** One command of the public dialect: its body becomes the input of ours, our output becomes its answer. */
export interface Endpoint {
  /** `{service}/{command}`, case sensitive. */
  path: string
  /** Documented calls a second of one app. */
  callsPerSecond: number
  /** Where the owner of the app sets how many. */
  rateSetting?: 'avGroupBroadcastsPerSecond'
  /** Integers in the body that a number cannot hold exactly arrive as bigint. */
  bigIntegers?: true
  body: z.ZodType
  command: CommandName
  fieldNumbers?: FieldNumbers
  /** Numbers of this endpoint alone, before those of its service. */
  numbers?: Partial<Record<RefusalCode, number>>
  toInput(body: unknown, query: URLSearchParams): unknown
  toBody(output: unknown, body: unknown, app: Asked): AnswerBody
}

interface Spec<B extends z.ZodType, N extends CommandName> {
  callsPerSecond?: number
  rateSetting?: 'avGroupBroadcastsPerSecond'
  bigIntegers?: true
  body: B
  command: N
  fieldNumbers?: FieldNumbers
  numbers?: Partial<Record<RefusalCode, number>>
  /** `query`: what stands in the address, for the one command that asks for something there. */
  toInput(body: z.output<B>, query: URLSearchParams): Input<N>
  toBody(output: Output<N>, body: z.output<B>, app: Asked): AnswerBody
}

const documentedRate = 200

export function endpoint<B extends z.ZodType, N extends CommandName>(path: string, spec: Spec<B, N>): Endpoint {
  return { path, callsPerSecond: documentedRate, ...spec } as Endpoint
}

/**
 * Where a field that is missing or wrong has a number of its own: `MsgRandom`, or `MsgBody.*` for what stands inside it. The number of the
 * field itself counts for what stands inside it as well, unless that has its own.
 */
export type FieldNumbers = Record<string, number>

export interface Service {
  /** As it stands in the path. */
  name: string
  endpoints: Endpoint[]
  /** What this service calls refusals that others number differently. */
  numbers: Partial<Record<RefusalCode, number>>
  /** Answers that would be larger are refused. */
  answerBytesMax?: number
  /** Fields of every answer beside the usual three. */
  envelope?: AnswerBody
}
