import { Checkbox, Radio, SegmentedControl, TextInput } from '@mantine/core'
import type { Grant, Role, Scope } from '@plenum/contract'
import { useId, useState } from 'react'
import { useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import styles from './AccessFields.module.css'
import { grants, roles } from './roles.ts'

export interface Access {
  role: Role
  scope: Scope
  grants: Grant[]
}

export const firstAccess: Access = { role: 'developer', scope: 'all', grants: [] }

interface AccessFieldsProps {
  value: Access
  onChange: (value: Access) => void
  /** Only an owner hands the account over, and never to an API key. */
  mayBeOwner?: boolean
}

/** Role, apps, and what only the owner may do unless it is granted. */
export function AccessFields({ value, onChange, mayBeOwner = false }: AccessFieldsProps) {
  const offered = roles.filter((known) => mayBeOwner || known.role !== 'owner')
  const isOwner = value.role === 'owner'
  return (
    <>
      <Radio.Group
        label="Role"
        value={value.role}
        onChange={(role) => onChange({ ...value, role: role as Role, grants: readsOnly(role as Role) ? [] : value.grants })}
        classNames={{ root: styles.group as string }}
      >
        <div className={styles.roles}>
          {offered.map((known) => (
            <Radio key={known.role} value={known.role} label={known.name} description={known.may} />
          ))}
        </div>
      </Radio.Group>
      {isOwner ? (
        <p className={styles.note}>The account is handed over: you become administrator. An account has one owner.</p>
      ) : (
        <>
          <ScopeField value={value.scope} onChange={(scope) => onChange({ ...value, scope })} />
          {readsOnly(value.role) ? null : (
            <Checkbox.Group
              label="Also allowed"
              description="Reserved to the owner unless ticked here."
              value={value.grants}
              onChange={(chosen) => onChange({ ...value, grants: chosen as Grant[] })}
              classNames={{ root: styles.group as string }}
            >
              <div className={styles.grants}>
                {grants.map((known) => (
                  <Checkbox key={known.grant} value={known.grant} label={known.name} />
                ))}
              </div>
            </Checkbox.Group>
          )}
        </>
      )}
    </>
  )
}

/** Changes nothing, so it is granted nothing. */
const readsOnly = (role: Role) => role === 'reader' || role === 'billingReader'

function ScopeField({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const labelId = useId()
  return (
    <div className={styles.group}>
      <p className={styles.label} id={labelId}>
        Apps
      </p>
      <SegmentedControl
        aria-labelledby={labelId}
        value={value === 'all' ? 'all' : 'chosen'}
        onChange={(kind) => onChange(kind === 'all' ? 'all' : [])}
        data={[
          { value: 'all', label: 'All, also future ones' },
          { value: 'chosen', label: 'Chosen ones' },
        ]}
      />
      {value === 'all' ? null : <AppChoice value={value} onChange={onChange} />}
    </div>
  )
}

function AppChoice({ value, onChange }: { value: number[]; onChange: (apps: number[]) => void }) {
  const { account } = useSession()
  const answer = useAnswer('app.list', { order: 'name', accountId: account.accountId })
  const [search, setSearch] = useState('')
  return (
    <Answer of={answer} waiting={<Bars rows={2} />}>
      {({ apps }) => (
        <div className={styles.apps}>
          {apps.length > 8 ? (
            <TextInput
              aria-label="Name or SDKAppID"
              placeholder="Name or SDKAppID"
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          ) : null}
          <div className={styles.appList}>
            {apps
              .filter((app) => app.name.toLowerCase().includes(search.toLowerCase()) || String(app.sdkAppId).startsWith(search))
              .map((app) => (
                <Checkbox
                  key={app.sdkAppId}
                  label={app.name}
                  description={app.sdkAppId}
                  checked={value.includes(app.sdkAppId)}
                  onChange={(event) =>
                    onChange(event.currentTarget.checked ? [...value, app.sdkAppId] : value.filter((id) => id !== app.sdkAppId))
                  }
                />
              ))}
          </div>
          <p className={styles.note}>{value.length === 0 ? 'With none chosen, the list of apps is empty.' : `${value.length} chosen.`}</p>
        </div>
      )}
    </Answer>
  )
}
