import { NativeSelect } from '@mantine/core'
import type { CustomField, CustomFieldLevel } from '@plenum/contract'
import { fieldWords } from './field-words.ts'

export type Rights = Pick<CustomField, 'readableBy' | 'writableBy'>

interface RightsFieldsProps {
  level: CustomFieldLevel
  rights: Rights
  onChange: (rights: Rights) => void
}

/** The least role that may read, and that may write. */
export function RightsFields({ level, rights, onChange }: RightsFieldsProps) {
  const choices = fieldWords[level].rights
  if (choices.length === 0) return null
  return (
    <>
      {(['readableBy', 'writableBy'] as const).map((right) => (
        <NativeSelect
          key={right}
          label={right === 'readableBy' ? 'Read' : 'Write'}
          value={rights[right]}
          onChange={({ currentTarget: { value } }) => onChange({ ...rights, [right]: value as Rights['readableBy'] })}
          data={choices}
        />
      ))}
    </>
  )
}
