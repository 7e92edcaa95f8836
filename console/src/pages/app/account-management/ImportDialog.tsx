import { Button, FileButton, Textarea } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { countOf } from '../../../ui/numbers.ts'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { importedMax, readAccounts } from './accounts-csv.ts'

const causes: Record<Output<'appUser.import'>['refused'][number]['code'], string> = {
  bad_input: 'a UserID has 1 to 32 printable ASCII characters',
  profile_value_too_long: 'nickname and photo have up to 500 bytes',
  user_limit: 'the plan has no place for it',
}

export function ImportDialog({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const change = useChange('appUser.import')
  const [text, setText] = useState('')
  const users = readAccounts(text)
  const tooMany = users.length > importedMax
  return (
    <Dialog
      focusField
      opened={opened}
      onClose={onClose}
      title="Import CSV"
      below={appLine(app)}
      cancelLabel={change.data ? 'Close' : 'Cancel'}
      {...(!change.data && {
        confirm: {
          onConfirm: () => change.mutate({ sdkAppId: app.sdkAppId, users }),
          disabled: users.length === 0 || tooMany,
          waiting: change.isPending,
        },
      })}
      refused={change.error}
    >
      {change.data ? (
        <Outcome of={change.data} />
      ) : (
        <div className={styles.fields}>
          <div>
            <FileButton
              accept=".csv,text/csv,text/plain"
              inputProps={{ 'aria-label': 'CSV file' }}
              onChange={(file) => void file?.text().then(setText)}
            >
              {(props) => (
                <Button variant="default" {...props}>
                  Choose a file
                </Button>
              )}
            </FileButton>
          </div>
          <Textarea
            data-autofocus
            label="Accounts"
            description="One a line: username, nickname, profile photo. An account that is there already gets the nickname and photo given here."
            rows={8}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={tooMany ? `${countOf(users.length, 'account')}; at most ${importedMax} at a time.` : null}
            spellCheck={false}
          />
          <p>{countOf(users.length, 'account')}</p>
        </div>
      )}
    </Dialog>
  )
}

function Outcome({ of: { imported, refused } }: { of: Output<'appUser.import'> }) {
  return (
    <div role="status">
      <p className={styles.sentence}>
        {countOf(imported.length, 'account')} imported{refused.length > 0 ? `, ${refused.length} not:` : '.'}
      </p>
      <ul className={styles.outcome}>
        {refused.map(({ userId, code }) => (
          <li key={userId}>
            <b>{userId}</b>: {causes[code]}
          </li>
        ))}
      </ul>
    </div>
  )
}
