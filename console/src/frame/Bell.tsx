import { Popover } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useAnswer } from '../data/useAnswer.ts'
import { useChange } from '../data/useChange.ts'
import { useDates } from '../ui/dates.ts'
import { Answer, Empty } from '../ui/Faces.tsx'
import { BellIcon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './Bell.module.css'
import frame from './Frame.module.css'
import { part } from './part.tsx'

const ChangePassword = lazy(part(() => import('./ChangePassword.tsx'), 'default'))

/** Notices of the account, newest first; asked once a minute. */
export function Bell() {
  const [opened, setOpened] = useState(false)
  const [changing, setChanging] = useState(false)
  const answer = useAnswer('notice.list', {}, { refetchEveryMs: 60_000 })
  const markRead = useChange('notice.markRead')
  const dates = useDates()
  const unread = answer.data?.unread ?? 0
  const newest = answer.data?.notices[0]

  return (
    <>
      <Popover opened={opened} onChange={setOpened} width={380} position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={frame.round}
            aria-label={unread > 0 ? `Notices, ${unread} unread` : 'Notices'}
            onClick={() => setOpened(!opened)}
          >
            <span className={frame.sign}>
              <BellIcon />
              {unread > 0 ? <span className={frame.dot} /> : null}
            </span>
          </button>
        </Popover.Target>
        <Popover.Dropdown className={styles.panel} aria-label="Notices">
          <header className={styles.head}>
            <h2>Notices</h2>
            {unread > 0 && newest ? <Link onClick={() => markRead.mutate({ through: newest.noticeId })}>Mark all read</Link> : null}
          </header>
          <Answer of={answer}>
            {({ notices }) =>
              notices.length === 0 ? (
                <Empty>Nothing yet. What concerns your apps is told here.</Empty>
              ) : (
                <ul className={styles.notices}>
                  {notices.map((notice) => (
                    <li key={notice.noticeId} data-unread={notice.readAt === null || undefined}>
                      <h3>
                        <Place
                          notice={notice}
                          onOpen={() => setOpened(false)}
                          onPassword={() => {
                            setOpened(false)
                            setChanging(true)
                          }}
                        />
                        {notice.readAt === null ? <span className={styles.unread}>Unread</span> : null}
                      </h3>
                      {notice.appName ? <p className={styles.app}>{notice.appName}</p> : null}
                      <p>{notice.text}</p>
                      <time dateTime={notice.at}>{dates.moment(notice.at)}</time>
                    </li>
                  ))}
                </ul>
              )
            }
          </Answer>
        </Popover.Dropdown>
      </Popover>
      <Suspense>{changing ? <ChangePassword onClose={() => setChanging(false)} /> : null}</Suspense>
    </>
  )
}

interface PlaceProps {
  notice: Output<'notice.list'>['notices'][number]
  onOpen: () => void
  onPassword: () => void
}

/** The title leads to the place where one acts. */
function Place({ notice: { kind, sdkAppId, title }, onOpen, onPassword }: PlaceProps) {
  if (kind === 'session.newDevice') return <Link onClick={onPassword}>{title}</Link>
  if (sdkAppId !== null) {
    const to = kind === 'plan.retentionSet' ? '/apps/$sdkAppId/login-and-message' : '/apps/$sdkAppId'
    return (
      <RouterLink to={to} params={{ sdkAppId }} onClick={onOpen}>
        {title}
      </RouterLink>
    )
  }
  return (
    <RouterLink to={kind.startsWith('apiKey.') ? '/api-keys' : '/people'} onClick={onOpen}>
      {title}
    </RouterLink>
  )
}
