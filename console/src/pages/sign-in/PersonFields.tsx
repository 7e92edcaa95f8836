import { PasswordInput, TextInput } from '@mantine/core'

interface Field {
  value: string
  onChange(value: string): void
}

export function NameField({ value, onChange }: Field) {
  return (
    <TextInput
      label="Your name"
      autoComplete="name"
      autoFocus
      required
      maxLength={80}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export function NewPasswordField({ value, onChange }: Field) {
  return (
    <PasswordInput
      label="Password"
      description="10 to 128 characters."
      autoComplete="new-password"
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
