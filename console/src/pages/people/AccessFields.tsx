import { Checkbox, Radio } from '@mantine/core'
import type { Grant, Role, Scope } from '@plenum/contract'
import styles from './AccessFields.module.css'
import { grants, roles } from './roles.ts'
import { ScopeField } from './ScopeField.tsx'

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
