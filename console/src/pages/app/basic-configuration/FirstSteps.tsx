import { Button } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useChange } from '../../../data/useChange.ts'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { useDates } from '../../../ui/dates.ts'
import { Answer, NotAllowed } from '../../../ui/Faces.tsx'
import { Refused } from '../../../ui/Refused.tsx'
import { CallList } from '../calls/CallList.tsx'
import { DocumentationLink } from '../calls/DocumentationLink.tsx'
import { useCalls } from '../calls/useCalls.ts'
import type { AppView } from '../useApp.ts'
import { whyNot } from '../words.ts'
import styles from './FirstSteps.module.css'

const shown = 5

/** Nobody has registered and no group was made: there is nothing to measure yet. */
export const isUntouched = ({ status, userCount, admins, groupCount }: AppView) =>
  status === 'enabled' && groupCount === 0 && userCount <= admins.length

/** From a new app to its first call, which appears here. */
export function FirstSteps({ app }: { app: AppView }) {
  const make = useChange('userSig.create')
  const reason = whyNot(app, 'key')
  return (
    <Card title="First steps" action={<DocumentationLink />}>
      <ol className={styles.steps}>
        <li>
          <h3>Your server calls Plenum under this SDKAppID</h3>
          <p className={styles.id}>
            {app.sdkAppId} <CopyButton value={String(app.sdkAppId)} what="SDKAppID of the app" />
          </p>
        </li>
        <li>
          <h3>Register a first user</h3>
          {make.data ? <ReadyCall sdkAppId={app.sdkAppId} signed={make.data} /> : <p>The call is signed with the key of the app.</p>}
          {make.data ? null : (
            <Button
              variant="default"
              disabled={Boolean(reason)}
              loading={make.isPending}
              onClick={() => make.mutate({ sdkAppId: app.sdkAppId })}
            >
              Make a call ready to paste
            </Button>
          )}
          {reason ? <NotAllowed>{reason}</NotAllowed> : null}
          {make.error ? <Refused failure={make.error} /> : null}
        </li>
        <li>
          <h3>See it arrive</h3>
          <Arriving />
        </li>
      </ol>
    </Card>
  )
}

function ReadyCall({ sdkAppId, signed }: { sdkAppId: number; signed: Output<'userSig.create'> }) {
  const dates = useDates()
  const query = `sdkappid=${sdkAppId}&identifier=${signed.userId}&usersig=${signed.userSig}&random=731&contenttype=json`
  const text = `curl '${window.location.origin}/v4/im_open_login_svc/account_import?${query}' \\\n  -d '{"UserID":"ann","Nick":"Ann"}'`
  return (
    <>
      <p>
        Paste it into a terminal. Its UserSig holds until {dates.time(signed.expiresAt)}; the ledger says who made it. Your own server makes
        its UserSigs with the key below.
      </p>
      <div className={styles.call}>
        <pre>{text}</pre>
        <CopyButton value={text} what="the call" withWord />
      </div>
    </>
  )
}

function Arriving() {
  const calls = useCalls()
  return (
    <div aria-live="polite">
      <Answer of={calls} waiting={null}>
        {(answer) =>
          answer.calls.length === 0 ? (
            <p>No call yet. The first one appears here by itself.</p>
          ) : (
            <div className={styles.arrived}>
              <CallList calls={answer.calls.slice(0, shown)} />
            </div>
          )
        }
      </Answer>
    </div>
  )
}
