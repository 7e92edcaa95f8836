import { NativeSelect } from '@mantine/core'
import type { CustomFieldRight } from '@plenum/contract'

interface Rights {
  readableBy: CustomFieldRight
  writableBy: CustomFieldRight
}

interface RightsFieldsProps {
  rights: Rights
  onChange: (rights: Rights) => void
  choices: { value: CustomFieldRight; label: string }[]
}

/** The least role that may read, and that may write. */
export function RightsFields({ rights, onChange, choices }: RightsFieldsProps) {
  return (
    <>
      {(['readableBy', 'writableBy'] as const).map((right) => (
        <NativeSelect
          key={right}
          label={right === 'readableBy' ? 'Read' : 'Write'}
          value={rights[right]}
          onChange={({ currentTarget: { value } }) => onChange({ ...rights, [right]: value as CustomFieldRight })}
          data={choices}
        />
      ))}
    </>
  )
}
