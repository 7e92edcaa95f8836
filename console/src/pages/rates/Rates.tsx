import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { NotFound } from '../../frame/NotFound.tsx'
import { Card } from '../../ui/Card.tsx'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { FindApp } from './FindApp.tsx'
import { GroupRules } from './group-rules/GroupRules.tsx'
import styles from './Rates.module.css'
import { RateTable } from './RateTable.tsx'
import { RestCommands } from './RestCommands.tsx'
import { isRestCommand, type Rate } from './rate-words.ts'
import { SetRate } from './SetRate.tsx'

/** The operator's: rates and quotas of all apps, or of one. */
export function Rates() {
  return useSession().person.operator ? <RatesOf /> : <NotFound />
}

function RatesOf() {
  const { sdkAppId } = useSearch({ from: '/frame/rates' })
  const navigate = useNavigate()
  const [setting, setSetting] = useState<Rate | 'byName' | null>(null)
  const answer = useAnswer('rate.list', sdkAppId === undefined ? {} : { sdkAppId }, { keepPrevious: true })
  const app = answer.data?.app ?? null
  const names = answer.data?.rates.map(({ name }) => name) ?? []
  return (
    <>
      <PageHead
        title="Rates"
        below="What an app may do at most. What is set for one app comes before what is set for all, and this before what is documented."
        action={answer.data ? <Button onClick={() => setSetting('byName')}>Set a rate</Button> : null}
      />
      <div className={styles.cards}>
        <FindApp app={app} onFound={(found) => void navigate({ to: '/rates', search: found === null ? {} : { sdkAppId: found } })} />
        <Answer of={answer} waiting={<Bars rows={10} height={28} />}>
          {({ rates }) => (
            <>
              <Card plain title="Messages, pushes and groups">
                <RateTable
                  label="Messages, pushes and groups"
                  rates={rates.filter((rate) => !isRestCommand(rate))}
                  app={app}
                  onSet={setSetting}
                />
              </Card>
              {app ? <GroupRules key={app.sdkAppId} sdkAppId={app.sdkAppId} /> : null}
              <RestCommands rates={rates.filter(isRestCommand)} app={app} onSet={setSetting} />
            </>
          )}
        </Answer>
      </div>
      {setting ? <SetRate rate={setting === 'byName' ? null : setting} names={names} app={app} onClose={() => setSetting(null)} /> : null}
    </>
  )
}
