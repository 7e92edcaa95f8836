import { TextInput } from '@mantine/core'
import type { CustomFieldLevel } from '@plenum/contract'
import { fieldWords } from './field-words.ts'

interface NameFieldProps {
  level: CustomFieldLevel
  name: string
  wrong: string | null
  onChange: (name: string) => void
}

export function NameField({ level, name, wrong, onChange }: NameFieldProps) {
  const words = fieldWords[level]
  return (
    <TextInput
      data-autofocus
      label="Name"
      description={`${words.name} Values: ${words.value}${words.prefix ? ` Key in requests: ${words.prefix}${name}` : ''}`}
      value={name}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={wrong}
      autoComplete="off"
      spellCheck={false}
    />
  )
}
