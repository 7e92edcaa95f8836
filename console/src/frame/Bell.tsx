import { Popover } from '@mantine/core'
import { Link as RouterLink } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../data/useAnswer.ts'
import { useChange } from '../data/useChange.ts'
import { useDates } from '../ui/dates.ts'
import { Answer, Empty } from '../ui/Faces.tsx'
import { BellIcon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './Bell.module.css'
import frame from './Frame.module.css'

/** Notices of the account, newest first; asked once a minute. */
export function Bell() {
  const [opened, setOpened] = useState(false)
  const answer = useAnswer('notice.list', {}, { refetchEveryMs: 60_000 })
  const markRead = useChange('notice.markRead')
  const dates = useDates()
  const unread = answer.data?.unread ?? 0
  const newest = answer.data?.notices[0]

  return (
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
                      {notice.sdkAppId === null ? (
                        notice.title
                      ) : (
                        <RouterLink to="/apps/$sdkAppId" params={{ sdkAppId: notice.sdkAppId }} onClick={() => setOpened(false)}>
                          {notice.title}
                        </RouterLink>
                      )}
                      {notice.readAt === null ? <span className={styles.unread}>Unread</span> : null}
                    </h3>
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
  )
}
