import { TextInput } from '@mantine/core'

interface Props {
  value: string
  onChange: (typed: string) => void
  /** A correction may take something back. */
  signed?: boolean
  description?: string
}

/** Whole cents as they are typed, `314.99`: never through a float. */
export function AmountField({ value, onChange, signed = false, description = 'With two decimals, such as 314.99.' }: Props) {
  return (
    <TextInput
      label="Amount, USD"
      description={description}
      inputMode={signed ? 'text' : 'decimal'}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** As the server wants it, or null while it is not an amount. */
export function amountOf(typed: string, options: { signed?: boolean } = {}): { currency: 'USD'; amount: string } | null {
  const amount = typed.trim().replace('−', '-')
  return (options.signed ? /^-?\d+\.\d{2}$/ : /^\d+\.\d{2}$/).test(amount) ? { currency: 'USD', amount } : null
}
