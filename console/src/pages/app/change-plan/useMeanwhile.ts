import { Failure } from '../../../data/call.ts'
import { useAnswer } from '../../../data/useAnswer.ts'
import { useDates } from '../../../ui/dates.ts'

/** When someone else was first: who, and that the figures on screen are new. Any other refusal stays as the server said it. */
export function useMeanwhile(sdkAppId: number, failure: Failure | null): { meanwhile: Failure | null; refused: Failure | null } {
  const dates = useDates()
  const late = failure?.code === 'changed_meanwhile'
  const last = useAnswer('audit.list', { sdkAppId, limit: 1 }, { enabled: late }).data?.entries[0]
  if (!late) return { meanwhile: null, refused: failure }
  const who = last
    ? `${last.actor.name} changed this ${last.category === 'plan' ? 'plan' : 'app'} at ${dates.time(last.at)}.`
    : 'This app was changed meanwhile.'
  return { meanwhile: new Failure(failure.code, `${who} Look at the figures again, then confirm.`), refused: null }
}
