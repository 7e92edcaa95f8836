import { Link } from '../../../ui/Link.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import { fieldWords, type UserField, userRightLabel } from './field-words.ts'

interface FieldTableProps {
  level: UserField['level']
  fields: UserField[]
  /** null: no right. */
  onChange: ((field: UserField) => void) | null
}

export function FieldTable({ level, fields, onChange }: FieldTableProps) {
  const withRights = level === 'user'
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          {withRights ? (
            <>
              <th scope="col">Read</th>
              <th scope="col">Write</th>
              <th scope="col">Actions</th>
            </>
          ) : (
            <th scope="col">Key</th>
          )}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.key}>
            <th scope="row">{field.key}</th>
            {withRights ? (
              <>
                <td data-label="Read">{userRightLabel(field.readableBy)}</td>
                <td data-label="Write">{userRightLabel(field.writableBy)}</td>
                <td data-label="">
                  <Link label={`Change Permissions of ${field.key}`} onClick={() => onChange?.(field)} disabled={onChange === null}>
                    Change Permissions
                  </Link>
                </td>
              </>
            ) : (
              <td data-label="Key">
                {fieldWords[level].prefix}
                {field.key}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
