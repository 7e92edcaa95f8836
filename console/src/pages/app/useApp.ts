import type { Output } from '@plenum/contract'
import { type AnswerOf, useAnswer } from '../../data/useAnswer.ts'
import { useSdkAppId } from '../../frame/useSdkAppId.ts'

export type AppView = Output<'app.get'>
export type Catalog = Output<'plan.catalog'>

/** The app whose page is open. The frame has made sure that the address names one. */
export function useApp(): AnswerOf<'app.get'> {
  return useAnswer('app.get', { sdkAppId: useSdkAppId() as number })
}
