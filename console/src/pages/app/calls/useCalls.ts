import { useAnswer } from '../../../data/useAnswer.ts'
import { useSdkAppId } from '../../../frame/useSdkAppId.ts'

const everyMs = 2_000

/** The last calls of the app that is open. */
export function useCalls() {
  const sdkAppId = useSdkAppId() as number
  return useAnswer('call.list', { sdkAppId }, { refetchEveryMs: everyMs })
}
